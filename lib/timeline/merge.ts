/** Lists of messages, ascending by seq, each message once. */
import { firstIndex } from '#lib/binary-search';
import type { Message } from '#lib/contracts/messages';

/**
 * Union by id; of two versions of a message the higher rev is the later one. Ascending by seq.
 * @param isReadAgain whether the news are read from the store since, and not told of long ago
 */
export function merge(
  known: readonly Message[],
  news: readonly Message[],
  isReadAgain = false,
): readonly Message[] {
  const fresh = news.filter((message) => isNews(known, message, isReadAgain));
  if (fresh.length === 0) return known;
  const last = known.at(-1)?.seq ?? 0;
  // as most do, and in a long channel it takes a while to look through the others
  if (fresh.length === 1 && fresh.every(({ seq }) => seq > last)) return [...known, ...fresh];
  const outdated = new Set(fresh.map((message) => message.id));
  return [...known.filter((message) => !outdated.has(message.id)), ...fresh].sort((a, b) => a.seq - b.seq);
}

function isNews(known: readonly Message[], message: Message, isReadAgain: boolean): boolean {
  const held = known[indexOfSeq(known, message.seq)];
  if (!held || held.id !== message.id || held.rev < message.rev) return true;
  return held.rev === message.rev && saysOtherwise(held, message, isReadAgain);
}

/**
 * What a message says of others changes without its own rev: how its parent is quoted, and how many answers it has. A quote
 * that was taken away does not come back.
 */
function saysOtherwise(held: Message, message: Message, isReadAgain: boolean): boolean {
  if (held.replyTo?.deleted !== message.replyTo?.deleted) return message.replyTo?.deleted === true;
  const isQuoted = held.replyTo?.excerpt === message.replyTo?.excerpt;
  return isReadAgain && (!isQuoted || held.replyCount !== message.replyCount);
}

/** Where a seq is or would be in a list ascending by seq. */
export function indexOfSeq(messages: readonly Message[], seq: number): number {
  return firstIndex(messages.length, (index) => (messages[index]?.seq ?? 0) >= seq);
}
