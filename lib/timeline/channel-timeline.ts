/**
 * What one client knows of one channel, and how it comes to know more. Pure: every source of news (a POST answer, a
 * Pusher event, a sync, a page of history) goes through one of these functions, in any order and any number of times.
 */
import type { Message, MessagePage } from '#lib/contracts/messages';
import type { ChannelChanges } from '#lib/contracts/sync';

export interface ChannelTimeline {
  /** Every change up to this rev is known here. */
  readonly cursor: number;
  /** Revs above the cursor that arrived before their predecessors, ascending. Not empty: there is a gap. */
  readonly ahead: readonly number[];
  /** From this seq to the newest nothing is missing. 1 when the whole channel is here. */
  readonly windowStart: number;
  /** Every message ever heard of, ascending by seq. Those below `windowStart` are kept for their rev, not shown. */
  readonly known: readonly Message[];
}

/** A channel nothing is known of yet: the cursor 0 asks the server for everything. */
export const EMPTY_TIMELINE: ChannelTimeline = { cursor: 0, ahead: [], windowStart: 1, known: [] };

export function hasGap(timeline: ChannelTimeline): boolean {
  return timeline.ahead.length > 0;
}

export function hasOlder(timeline: ChannelTimeline): boolean {
  return timeline.windowStart > 1;
}

const shownOf = new WeakMap<ChannelTimeline, readonly Message[]>();

/** The messages to show, ascending by seq, without holes up to the cursor. Same timeline, same array. */
export function messagesOf(timeline: ChannelTimeline): readonly Message[] {
  const { known, windowStart } = timeline;
  if ((known[0]?.seq ?? windowStart) >= windowStart) return known;
  const shown = shownOf.get(timeline) ?? known.slice(indexOfSeq(known, windowStart));
  shownOf.set(timeline, shown);
  return shown;
}

/** A message heard of by an event or a POST answer. */
export function hearMessage(timeline: ChannelTimeline, message: Message): ChannelTimeline {
  const known = merge(timeline.known, [message]);
  const isOldNews = message.rev <= timeline.cursor || timeline.ahead.includes(message.rev);
  if (isOldNews && known === timeline.known) return timeline;
  return { ...timeline, known, ...advance(timeline.cursor, [...timeline.ahead, message.rev]) };
}

/**
 * A sync's answer for this channel.
 * @param asked the cursor that was sent. A server that is behind it was restored from a backup: its word is taken whole.
 */
export function takeSync(timeline: ChannelTimeline, changes: ChannelChanges, asked: number): ChannelTimeline {
  if (changes.reset) return takeReset(timeline, changes, asked);
  const known = merge(timeline.known, changes.messages);
  if (known === timeline.known && changes.lastRev <= timeline.cursor) return timeline;
  return { ...timeline, known, ...advance(Math.max(timeline.cursor, changes.lastRev), timeline.ahead) };
}

function takeReset(timeline: ChannelTimeline, changes: ChannelChanges, asked: number): ChannelTimeline {
  const { lastRev, messages } = changes;
  const restored = asked > lastRev;
  // events filled the gap while the answer was on its way
  if (timeline.cursor >= lastRev && timeline.cursor > 0 && !restored) return timeline;
  const newer = restored ? [] : timeline.known.filter((message) => message.rev > lastRev);
  return {
    windowStart: messages[0]?.seq ?? 1,
    known: merge(messages, newer),
    ...advance(lastRev, restored ? [] : timeline.ahead),
  };
}

/**
 * A page of history that was asked for with `before`. Ignored when the window has moved since: the page would leave a hole.
 */
export function takeOlder(timeline: ChannelTimeline, page: MessagePage, before: number): ChannelTimeline {
  if (before !== timeline.windowStart) return timeline;
  const first = page.messages[0];
  const windowStart = page.hasBefore && first ? first.seq : 1;
  return { ...timeline, windowStart, known: merge(timeline.known, page.messages) };
}

/** Moves the cursor over every rev that follows it without a hole. */
function advance(from: number, revs: readonly number[]): { cursor: number; ahead: readonly number[] } {
  let cursor = from;
  const ahead: number[] = [];
  for (const rev of [...new Set(revs)].sort((a, b) => a - b)) {
    if (rev === cursor + 1) cursor = rev;
    else if (rev > cursor) ahead.push(rev);
  }
  return { cursor, ahead };
}

/** Union by id; of two versions of a message the higher rev is the later one. Ascending by seq. */
function merge(known: readonly Message[], news: readonly Message[]): readonly Message[] {
  const fresh = news.filter((message) => isNews(known, message));
  if (fresh.length === 0) return known;
  const outdated = new Set(fresh.map((message) => message.id));
  return [...known.filter((message) => !outdated.has(message.id)), ...fresh].sort((a, b) => a.seq - b.seq);
}

function isNews(known: readonly Message[], message: Message): boolean {
  const held = known[indexOfSeq(known, message.seq)];
  return !held || held.id !== message.id || held.rev < message.rev;
}

/** Where a seq is or would be in a list ascending by seq. */
function indexOfSeq(messages: readonly Message[], seq: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((messages[middle]?.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
