import * as z from 'zod/mini';
import type { DescribeAttachment } from '#lib/contracts/attachments';
import { type EditMessage, MessageVersions, type React, ReplyPage } from '#lib/contracts/changes';
import { type ChangeChannel, ChannelDirectory, ChannelInfo } from '#lib/contracts/channels';
import {
  Attachment,
  type ListMessages,
  Message,
  MessagePage,
  type SendMessage,
} from '#lib/contracts/messages';
import type { PreviewLink } from '#lib/contracts/previews';
import { PusherAuthorisation } from '#lib/contracts/realtime';
import { type Receipt, ReceiptList } from '#lib/contracts/receipts';
import { SyncResponse } from '#lib/contracts/sync';
import { request } from './http.ts';

const at = (name: string) => `/.netlify/functions/${name}`;

let onStored: (isAnnounced: boolean) => void = () => {};

/** Hears of each message that the server stored, whether Pusher took its event. */
export function watchAnnouncing(watcher: (isAnnounced: boolean) => void): void {
  onStored = watcher;
}

/** Stores a message; the same id again gives the stored one. */
export function sendMessage(message: z.input<typeof SendMessage>): Promise<Message> {
  return request(at('chat-send-message'), {
    body: message,
    parse: Message,
    onHeaders: noteAnnounced,
  });
}

function noteAnnounced(headers: Headers): void {
  onStored(headers.get('x-realtime') !== 'deferred');
}

/** Has the first link of an own message looked up, once, or its preview taken away. Gives the message as it is then. */
export function previewLink(preview: PreviewLink): Promise<Message> {
  return request(at('chat-preview-link'), { body: preview, parse: Message });
}

type PageQuery = Pick<ListMessages, 'channelId'> &
  Partial<Pick<ListMessages, 'before' | 'after' | 'around' | 'messageId' | 'limit'>>;

/** A page of messages before, after or around a seq, or around a message, ascending. */
export function listMessages(page: PageQuery): Promise<MessagePage> {
  const query = Object.fromEntries(Object.entries(page).map(([name, value]) => [name, String(value)]));
  return request(at('chat-messages'), { query, parse: MessagePage });
}

/** Gives an own message another text. @throws AppError conflict with `current`, the message as it is now */
export function editMessage(edit: z.input<typeof EditMessage>): Promise<Message> {
  return request(at('chat-edit-message'), { body: edit, parse: Message, onHeaders: noteAnnounced });
}

/** Leaves a tombstone. A page that closes still says it. */
export function deleteMessage(id: string): Promise<Message> {
  const more = { parse: Message, keepalive: true, onHeaders: noteAnnounced };
  return request(at('chat-delete-message'), { body: { id }, ...more });
}

/** Sets or takes back a reaction of one's own. */
export function react(reaction: z.input<typeof React>): Promise<Message> {
  return request(at('chat-react'), { body: reaction, parse: Message, onHeaders: noteAnnounced });
}

/** What a message says and said before, newest first. */
export function listVersions(id: string): Promise<MessageVersions> {
  return request(at('chat-message-versions'), { query: { id }, parse: MessageVersions });
}

/** The answers to a message after a seq, ascending. */
export function listReplies(messageId: string, after = 0): Promise<ReplyPage> {
  return request(at('chat-replies'), { query: { messageId, after: String(after) }, parse: ReplyPage });
}

/** What changed in every channel after its cursor. */
export function syncChannels(cursors: Record<string, number>): Promise<SyncResponse> {
  return request(at('chat-sync'), { body: { cursors }, parse: SyncResponse });
}

/** Does one thing to a channel. */
export function changeChannel(change: z.input<typeof ChangeChannel>): Promise<ChannelInfo> {
  return request(at('chat-channels'), { body: change, parse: ChannelInfo });
}

/** A channel with its people. */
export function readChannel(channelId: string): Promise<ChannelInfo> {
  return request(at('chat-channels'), { query: { channelId }, parse: ChannelInfo });
}

/** Every public channel, by name. */
export function listChannels(): Promise<ChannelDirectory> {
  return request(at('chat-channels'), { query: {}, parse: ChannelDirectory });
}

/** A signature with which Pusher lets this socket hear a private channel. */
export function authoriseSubscription(socketId: string, channelName: string) {
  const body = new URLSearchParams({ socket_id: socketId, channel_name: channelName });
  return request(at('chat-pusher-auth'), { body, parse: PusherAuthorisation });
}

/** Says how far this person is in some channels; a lower watermark changes nothing. A page that closes still says it. */
export function reportReceipts(userId: string, receipts: readonly Receipt[]): Promise<ReceiptList> {
  return request(at('chat-receipts'), { body: { userId, receipts }, parse: ReceiptList, keepalive: true });
}

/** How far each member of a channel is. */
export function listReceipts(channelId: string): Promise<ReceiptList> {
  return request(at('chat-receipts'), { query: { channelId }, parse: ReceiptList });
}

/** Tells the pages that have this conversation on screen whether this person is writing. */
export function indicateTyping(userId: string, channelId: string, typing: boolean): Promise<void> {
  return request(at('chat-typing-indicator'), { body: { userId, channelId, typing }, parse: z.void() });
}

/** Says what a picture shows; only who uploaded it may. */
export function describeAttachment(description: DescribeAttachment): Promise<Attachment> {
  return request(at('chat-describe-attachment'), { body: description, parse: Attachment });
}
