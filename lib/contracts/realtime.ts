import * as z from 'zod/mini';
import { Id } from '#lib/contracts/ids';
import { Message } from '#lib/contracts/messages';
import { Watermarks } from '#lib/contracts/receipts';

/** Bytes of one event's data (Pusher's limit, read in its documentation): more is refused with 413. */
export const PUSHER_EVENT_MAX_BYTES = 10_240;
/** Channels that one trigger may name (Pusher's limit). */
export const PUSHER_TRIGGER_MAX_CHANNELS = 100;

/** Carries the public channels; `PUSHER_TEAM_CHANNEL` moves it. */
export const TEAM_CHANNEL = 'team-chat';

/** Carries what only one person may hear: private channels and direct messages. */
export function userChannel(userId: string): string {
  return `private-user-${userId}`;
}

/**
 * Heard by the pages that have this conversation on screen, and only as long as they do.
 * @param epoch goes up when somebody is removed, who could go on listening to the name before
 */
export function viewChannel(channelId: string, epoch = 0): string {
  return epoch === 0 ? `private-view-${channelId}` : `private-view-${channelId}-${epoch}`;
}

/** What `viewChannel` made the name of; null for any other name. */
export function viewOf(channelName: string): { channelId: string; epoch: number } | null {
  const parts = /^private-view-([0-9a-f-]{36})(?:-(\d{1,9}))?$/.exec(channelName);
  const channelId = Id.safeParse(parts?.[1]);
  if (!channelId.success) return null;
  const view = { channelId: channelId.data, epoch: Number(parts?.[2] ?? 0) };
  // compared as a whole: an id in upper case, or an epoch with a zero before it, is another channel to Pusher
  return viewChannel(view.channelId, view.epoch) === channelName ? view : null;
}

/** Tells who is online. */
export const PRESENCE_CHANNEL = 'presence-team-chat';
/** People on a presence channel (Pusher's limit): the next one is refused. */
export const PRESENCE_MAX = 100;

export const NEW_MESSAGE = 'new-message';
/** An edit, a deletion or a reaction; same data as a new message. */
export const MESSAGE_CHANGED = 'message-changed';
/** Something about a channel: its name, its people, that it is there at all. What it is tells the next sync. */
export const CHANNEL_CHANGED = 'channel-changed';
export const TYPING = 'typing';
export const RECEIPT = 'receipt';

/** A message, or, when it does not fit into an event, the id and rev by which receivers know that there is something to fetch. */
export const MessageEvent = z.union([
  z.object({ channelId: Id, message: Message }),
  z.object({ channelId: Id, messageId: Id, rev: z.int().check(z.positive()) }),
]);
export type MessageEvent = z.infer<typeof MessageEvent>;

export const ChannelEvent = z.object({ channelId: Id });
export type ChannelEvent = z.infer<typeof ChannelEvent>;

/** On the view channel of the conversation. */
export const TypingEvent = z.object({
  channelId: Id,
  userId: Id,
  userName: z.string(),
  typing: z.boolean(),
});
export type TypingEvent = z.infer<typeof TypingEvent>;

/** To the authors of messages that nobody else had, or had read, before. */
export const ReceiptEvent = Watermarks;
export type ReceiptEvent = Watermarks;

/** The form pusher-js posts to chat-pusher-auth: its names, not ours. */
export const PusherAuth = z.strictObject({
  socket_id: z.string().check(z.regex(/^\d{1,20}\.\d{1,20}$/, 'Not a socket id')),
  channel_name: z
    .string()
    .check(z.maxLength(164), z.regex(/^(?:private|presence)-[A-Za-z0-9_\-=@,.;]+$/, 'Not a private channel')),
});
export type PusherAuth = z.infer<typeof PusherAuth>;

/** Pusher's own answer to an authorised subscriber. */
export const PusherAuthorisation = z.object({ auth: z.string(), channel_data: z.optional(z.string()) });
