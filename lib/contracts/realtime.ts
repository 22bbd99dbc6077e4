import { z } from 'zod';
import { Id } from '#lib/contracts/ids';
import { Message } from '#lib/contracts/messages';

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

export const NEW_MESSAGE = 'new-message';

/** A message, or, when it does not fit into an event, the id and rev by which receivers know that there is something to fetch. */
export const MessageEvent = z.union([
  z.object({ channelId: Id, message: Message }),
  z.object({ channelId: Id, messageId: Id, rev: z.int().positive() }),
]);
export type MessageEvent = z.infer<typeof MessageEvent>;

/** The form pusher-js posts to chat-pusher-auth: its names, not ours. */
export const PusherAuth = z.strictObject({
  socket_id: z.string().regex(/^\d{1,20}\.\d{1,20}$/, 'Not a socket id'),
  channel_name: z
    .string()
    .max(164)
    .regex(/^(?:private|presence)-[A-Za-z0-9_\-=@,.;]+$/, 'Not a private channel'),
});
export type PusherAuth = z.infer<typeof PusherAuth>;

/** Pusher's own answer to an authorised subscriber. */
export const PusherAuthorisation = z.object({ auth: z.string(), channel_data: z.string().optional() });
