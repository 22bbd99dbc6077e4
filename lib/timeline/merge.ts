/** Lists of messages, ascending by seq, each message once. */
import { firstIndex } from '#lib/binary-search';
import type { Message } from '#lib/contracts/messages';

/** Union by id; of two versions of a message the higher rev is the later one. Ascending by seq. */
export function merge(known: readonly Message[], news: readonly Message[]): readonly Message[] {
  const fresh = news.filter((message) => isNews(known, message));
  if (fresh.length === 0) return known;
  const last = known.at(-1)?.seq ?? 0;
  // as most do, and in a long channel it takes a while to look through the others
  if (fresh.length === 1 && fresh.every(({ seq }) => seq > last)) return [...known, ...fresh];
  const outdated = new Set(fresh.map((message) => message.id));
  return [...known.filter((message) => !outdated.has(message.id)), ...fresh].sort((a, b) => a.seq - b.seq);
}

function isNews(known: readonly Message[], message: Message): boolean {
  const held = known[indexOfSeq(known, message.seq)];
  return !held || held.id !== message.id || held.rev < message.rev;
}

/** Where a seq is or would be in a list ascending by seq. */
export function indexOfSeq(messages: readonly Message[], seq: number): number {
  return firstIndex(messages.length, (index) => (messages[index]?.seq ?? 0) >= seq);
}
