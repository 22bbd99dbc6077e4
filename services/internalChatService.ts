import type { z } from 'zod';
import { type ListMessages, Message, MessagePage, type SendMessage } from '#lib/contracts/messages';
import { PusherAuthorisation } from '#lib/contracts/realtime';
import { SyncResponse } from '#lib/contracts/sync';
import { request } from './http.ts';

const at = (name: string) => `/.netlify/functions/${name}`;

/** Stores a message; the same id again gives the stored one. */
export function sendMessage(message: z.input<typeof SendMessage>): Promise<Message> {
  return request(at('chat-send-message'), { body: message, parse: Message });
}

/** The page of messages before a seq, ascending. */
export function listMessages({
  channelId,
  before,
}: Required<Pick<ListMessages, 'channelId' | 'before'>>): Promise<MessagePage> {
  return request(at('chat-messages'), { query: { channelId, before: String(before) }, parse: MessagePage });
}

/** What changed in every channel after its cursor. */
export function syncChannels(cursors: Record<string, number>): Promise<SyncResponse> {
  return request(at('chat-sync'), { body: { cursors }, parse: SyncResponse });
}

/** A signature with which Pusher lets this socket hear a private channel. */
export function authoriseSubscription(socketId: string, channelName: string) {
  const body = new URLSearchParams({ socket_id: socketId, channel_name: channelName });
  return request(at('chat-pusher-auth'), { body, parse: PusherAuthorisation });
}
