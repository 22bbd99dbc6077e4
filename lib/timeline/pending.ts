/** Messages that were written here and that the server does not have yet, or refused. */
import type { Message, ReplyTo } from '#lib/contracts/messages';

export interface PendingMessage {
  /** The id the message will have: made here, before it is sent. */
  readonly id: string;
  readonly channelId: string;
  /** Who wrote it, whoever is signed in when it is sent. */
  readonly senderId: string;
  readonly content: string;
  readonly replyTo: ReplyTo | null;
  /** ISO time of writing, by this device's clock; the server decides the real one. */
  readonly writtenAt: string;
  readonly state: 'sending' | 'failed';
  /** Why it failed, as a sentence for its author. */
  readonly reason?: string;
}

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

export function withPending(
  pending: readonly PendingMessage[],
  message: PendingMessage,
): readonly PendingMessage[] {
  const others = pending.some((other) => other.id === message.id);
  return others ? pending.map((other) => (other.id === message.id ? message : other)) : [...pending, message];
}

export function withoutPending(pending: readonly PendingMessage[], id: string): readonly PendingMessage[] {
  return pending.filter((message) => message.id !== id);
}
