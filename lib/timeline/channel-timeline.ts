/**
 * What one client knows of one channel, and how it comes to know more. Pure: every source of news (a POST answer, a
 * Pusher event, a sync, a page of history) goes through one of these functions, in any order and any number of times.
 */
import type { Message, MessagePage } from '#lib/contracts/messages';
import type { ChannelChanges } from '#lib/contracts/sync';
import { withHeardReplies } from '#lib/timeline/heard-replies';
import { indexOfSeq, merge } from '#lib/timeline/merge';
import { gapsOf, type Range, runsOf, without } from '#lib/timeline/ranges';

/** Messages shown that a reset keeps; older ones leave the window. */
export const KEPT_MAX = 2_000;

export interface ChannelTimeline {
  /** Every change up to this rev is known here. */
  readonly cursor: number;
  /** Revs above the cursor that arrived before their predecessors, ascending. Not empty: there is a gap. */
  readonly ahead: readonly number[];
  /** From this seq to the newest nothing is missing but the holes. 1 when the whole channel is here. */
  readonly windowStart: number;
  /** Every message ever heard of, ascending by seq. Those below `windowStart` are kept for their rev, not shown. */
  readonly known: readonly Message[];
  /** Seqs within the window that were never fetched: a reset went past them. No known message lies in one. */
  readonly holes: readonly Range[];
  /** Seqs of messages shown that may have changed since: they were kept over a reset. */
  readonly stale: readonly Range[];
  /** Counts the resets: a page of history that was asked for before one may hold what changed since. */
  readonly resets: number;
}

/** A question for a page of history, and how many resets the one who asks had seen. */
export interface PageAsked {
  /** The page before this seq. */
  readonly before: number;
  readonly resets: number;
}

/** A question for what was kept over a reset. */
export interface RefreshAsked extends Range {
  readonly resets: number;
}

/** A channel nothing is known of yet: the cursor 0 asks the server for everything. */
export const EMPTY_TIMELINE: ChannelTimeline = {
  cursor: 0,
  ahead: [],
  windowStart: 1,
  known: [],
  holes: [],
  stale: [],
  resets: 0,
};

export function hasGap(timeline: ChannelTimeline): boolean {
  return timeline.ahead.length > 0;
}

export function hasOlder(timeline: ChannelTimeline): boolean {
  return timeline.windowStart > 1;
}

/** Whether the message with a seq would be here, if there is one. */
export function isHere({ windowStart, holes }: ChannelTimeline, seq: number): boolean {
  return seq >= windowStart && !holes.some(({ from, to }) => from <= seq && seq <= to);
}

const shownOf = new WeakMap<ChannelTimeline, readonly Message[]>();

/** The messages to show, ascending by seq; up to the cursor nothing is missing but the holes. Same timeline, same array. */
export function messagesOf(timeline: ChannelTimeline): readonly Message[] {
  const { known, windowStart } = timeline;
  if ((known[0]?.seq ?? windowStart) >= windowStart) return known;
  const shown = shownOf.get(timeline) ?? known.slice(indexOfSeq(known, windowStart));
  shownOf.set(timeline, shown);
  return shown;
}

/** A message heard of by an event or a POST answer. */
export function hearMessage(timeline: ChannelTimeline, message: Message): ChannelTimeline {
  const merged = merge(timeline.known, newsFor(timeline, [message]));
  const isOldNews = message.rev <= timeline.cursor || timeline.ahead.includes(message.rev);
  if (isOldNews && merged === timeline.known) return timeline;
  const known = withReplies(timeline, merged, [message]);
  return { ...withKnown(timeline, known), ...advance(timeline.cursor, [...timeline.ahead, message.rev]) };
}

/**
 * A sync's answer for this channel.
 * @param asked the cursor that was sent. A server that is behind it was restored from a backup: its word is taken whole.
 * @param keeps whether what is shown stays when the window is reset, with a hole before the new one
 */
export function takeSync(
  timeline: ChannelTimeline,
  changes: ChannelChanges,
  asked: number,
  keeps = false,
): ChannelTimeline {
  if (changes.reset) return takeReset(timeline, changes, asked, keeps);
  const merged = merge(timeline.known, newsFor(timeline, changes.messages));
  if (merged === timeline.known && changes.lastRev <= timeline.cursor) return timeline;
  const known = withReplies(timeline, merged, changes.messages);
  const seen = advance(Math.max(timeline.cursor, changes.lastRev), timeline.ahead);
  return { ...withKnown(timeline, known), ...seen };
}

function takeReset(
  timeline: ChannelTimeline,
  changes: ChannelChanges,
  asked: number,
  keeps: boolean,
): ChannelTimeline {
  const { lastRev, messages } = changes;
  const restored = asked > lastRev;
  // events filled the gap while the answer was on its way
  if (timeline.cursor >= lastRev && timeline.cursor > 0 && !restored) return timeline;
  const newer = restored ? [] : timeline.known.filter((message) => message.rev > lastRev);
  const kept = keeps && !restored ? keptOf(timeline, messages) : [];
  const windowStart = kept[0]?.seq ?? messages[0]?.seq ?? 1;
  const known = merge(merge(kept, messages), newer);
  const runs = runsOf(kept.map(({ seq }) => seq));
  const first = messages[0]?.seq;
  const fresh = {
    windowStart,
    holes: first === undefined ? [] : gapsOf([...runs, { from: first, to: first }]),
    stale: runs,
    resets: timeline.resets + 1,
    ...advance(lastRev, restored ? [] : timeline.ahead),
  };
  return withKnown({ ...fresh, known: [] }, known);
}

/** The newest of what is shown that lies before the new window. */
function keptOf(timeline: ChannelTimeline, latest: readonly Message[]): readonly Message[] {
  const first = latest[0]?.seq ?? 1;
  return messagesOf(timeline)
    .filter(({ seq }) => seq < first)
    .slice(-KEPT_MAX);
}

/**
 * A page of history before the window or before the end of a hole. Ignored when neither is there any more, or the window
 * was reset since: the page would leave a hole, or bring back what was changed.
 */
export function takeOlder(timeline: ChannelTimeline, page: MessagePage, asked: PageAsked): ChannelTimeline {
  const { before, resets } = asked;
  const fits = before === timeline.windowStart || holeBefore(timeline, before) !== undefined;
  if (!fits || resets !== timeline.resets) return timeline;
  const first = page.messages[0];
  const from = page.hasBefore && first ? first.seq : 1;
  const windowStart = Math.min(timeline.windowStart, from);
  const holes = without(timeline.holes, { from, to: before - 1 });
  return withKnown({ ...timeline, windowStart, holes }, merge(timeline.known, page.messages));
}

/**
 * A page from the start of a hole, of at most as many messages as it has. Ignored when the hole is not there any more, or the
 * window was reset since.
 * @param asked the seq before the hole
 */
export function takeNewer(
  timeline: ChannelTimeline,
  page: MessagePage,
  asked: { readonly after: number; readonly resets: number },
): ChannelTimeline {
  const hole = timeline.holes.find(({ from }) => from === asked.after + 1);
  if (!hole || asked.resets !== timeline.resets) return timeline;
  const to = page.hasAfter ? (page.messages.at(-1)?.seq ?? hole.to) : hole.to;
  const holes = without(timeline.holes, { from: hole.from, to: Math.min(to, hole.to) });
  return withKnown({ ...timeline, holes }, merge(timeline.known, page.messages));
}

/**
 * A page from anywhere in the channel. What lies between it and the window is a hole from then on. Ignored when the window
 * was reset since it was asked for.
 * @param resets how many the one who asked had seen
 */
export function takeAround(timeline: ChannelTimeline, page: MessagePage, resets: number): ChannelTimeline {
  const [first, last] = [page.messages[0], page.messages.at(-1)];
  if (!first || !last || resets !== timeline.resets) return timeline;
  const from = page.hasBefore ? first.seq : 1;
  const between = { from: last.seq + 1, to: timeline.windowStart - 1 };
  const holes = between.from <= between.to ? [between, ...timeline.holes] : timeline.holes;
  const widened = {
    ...timeline,
    windowStart: Math.min(timeline.windowStart, from),
    holes: without(holes, { from, to: last.seq }),
  };
  // what was kept below the window, for its rev, is shown now: a copy, so that it divides the holes as well
  return withKnown(widened, [...merge(timeline.known, page.messages)]);
}

function holeBefore({ holes }: ChannelTimeline, seq: number): Range | undefined {
  return holes.find(({ to }) => to === seq - 1);
}

/** What to fetch again next, at most `most` messages; null when all that is shown is up to date. */
export function nextRefresh({ stale, resets }: ChannelTimeline, most: number): RefreshAsked | null {
  const first = stale[0];
  return first ? { from: first.from, to: Math.min(first.to, first.from + most - 1), resets } : null;
}

/** The answer to `nextRefresh`. Ignored when the window was reset since. */
export function takeRefresh(
  timeline: ChannelTimeline,
  messages: readonly Message[],
  asked: RefreshAsked,
): ChannelTimeline {
  if (asked.resets !== timeline.resets) return timeline;
  const stale = without(timeline.stale, asked);
  return withKnown({ ...timeline, stale }, merge(timeline.known, messages, true));
}

/**
 * Without old news of messages that are not here: they lie in a hole or before the window, and have perhaps changed since.
 */
function newsFor({ known, cursor }: ChannelTimeline, messages: readonly Message[]): readonly Message[] {
  return messages.filter(({ rev, seq }) => rev > cursor || known[indexOfSeq(known, seq)]?.seq === seq);
}

/** The counts of answers go with what was not heard of before. */
function withReplies(
  { known, cursor, ahead }: ChannelTimeline,
  merged: readonly Message[],
  messages: readonly Message[],
): readonly Message[] {
  const news = messages.filter(({ rev }) => rev > cursor && !ahead.includes(rev));
  return withHeardReplies(merged, known, news);
}

/** A message that becomes known within a hole divides it. */
function withKnown(timeline: ChannelTimeline, known: readonly Message[]): ChannelTimeline {
  if (known === timeline.known) return timeline;
  let { holes } = timeline;
  for (const hole of timeline.holes) {
    for (let at = indexOfSeq(known, hole.from); at < known.length; at += 1) {
      const seq = known[at]?.seq ?? 0;
      if (seq > hole.to) break;
      holes = without(holes, { from: seq, to: seq });
    }
  }
  return { ...timeline, known, holes };
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
