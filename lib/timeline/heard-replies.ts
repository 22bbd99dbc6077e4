/** Answers to messages of which not all answers are here. */
import type { Message } from '#lib/contracts/messages';
import { indexOfSeq } from '#lib/timeline/merge';

/**
 * Known messages with what these news say of the answers to them: an answer that is newer than all that was known is one
 * more, an answer that is deleted now is one less. Messages that the news bring themselves are counted already.
 * @param before what was known before these news
 * @param news real ones: changes that this page had not heard of
 */
export function withHeardReplies(
  known: readonly Message[],
  before: readonly Message[],
  news: readonly Message[],
): readonly Message[] {
  const changes = new Map<string, number>();
  for (const reply of news) {
    const change = reply.replyTo ? changeBy(reply, before) : 0;
    if (change && reply.replyTo) changes.set(reply.replyTo.id, (changes.get(reply.replyTo.id) ?? 0) + change);
  }
  if (changes.size === 0) return known;
  const brought = new Set(news.map(({ id }) => id));
  return known.map((message) => {
    const change = brought.has(message.id) ? 0 : (changes.get(message.id) ?? 0);
    return change === 0 ? message : { ...message, replyCount: Math.max(0, message.replyCount + change) };
  });
}

function changeBy({ id, seq, deletedAt }: Message, before: readonly Message[]): 1 | 0 | -1 {
  if (seq > (before.at(-1)?.seq ?? 0)) return deletedAt === null ? 1 : 0;
  const held = before[indexOfSeq(before, seq)];
  const wasDeleted = held?.id === id && held.deletedAt !== null;
  return deletedAt !== null && !wasDeleted ? -1 : 0;
}
