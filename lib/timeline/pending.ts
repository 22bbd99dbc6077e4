/** Messages that were written here and that the server does not have yet, or refused. */
import * as z from 'zod/mini';
import { Attachment, type Message, ReplyTo } from '#lib/contracts/messages';

/** Parsed where it comes from a store or another tab: a page of another version may have written it. */
export const PendingMessage = z.object({
  /** The id the message will have: made here, before it is sent. UUIDv7, so that ids sort as they were typed. */
  id: z.string(),
  channelId: z.string(),
  /** Who wrote it, whoever is signed in when it is sent. */
  senderId: z.string(),
  content: z.string(),
  replyTo: z.nullable(ReplyTo),
  /** In the order in which they were picked; of those that are still being uploaded, what this browser knows. */
  attachments: z._default(z.array(Attachment), []),
  /** Ids of the files that are still being uploaded: it is sent when they are there. */
  waitsFor: z._default(z.array(z.string()), []),
  /** ISO time of writing, by this device's clock; the server decides the real one. */
  writtenAt: z.string(),
  /** Sending: it is, or it is next with nothing in its way. Queued: it waits for the connection or its next try. */
  state: z.enum(['queued', 'sending', 'failed']),
  /** Tries in a row that the server did not answer, or answered that it could not. */
  attempts: z.number(),
  /** Epoch milliseconds of the next try; null when nothing has to be waited for. */
  retryAt: z.nullable(z.number()),
  /** Why it failed, or has to wait, as a sentence for its author. */
  reason: z.optional(z.string()),
});
export type PendingMessage = Readonly<z.infer<typeof PendingMessage>>;

/** What still waits: a pending message whose id the timeline has was stored, whoever said so first. */
export function stillPending(
  pending: readonly PendingMessage[],
  known: readonly Message[],
): readonly PendingMessage[] {
  if (pending.length === 0) return pending;
  const stored = new Set(known.map((message) => message.id));
  const waiting = pending.filter((message) => !stored.has(message.id));
  return waiting.length === pending.length ? pending : waiting;
}

/** In typed order, whichever tab or store it comes from; one of an id. */
export function withPending(
  pending: readonly PendingMessage[],
  message: PendingMessage,
): readonly PendingMessage[] {
  const others = pending.filter(({ id }) => id !== message.id);
  const after = others.findIndex(({ id }) => id > message.id);
  return others.toSpliced(after === -1 ? others.length : after, 0, message);
}

export function withoutPending(pending: readonly PendingMessage[], id: string): readonly PendingMessage[] {
  return pending.filter((message) => message.id !== id);
}
