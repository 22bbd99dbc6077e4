/** How many answers a message has: never counted blindly, but from the answers that are known by their ids. */
import type { Message } from '#lib/contracts/messages';
import type { ChannelTimeline } from '#lib/timeline/channel-timeline';
import { solidStartOf } from '#lib/timeline/completeness';

type Counts = ReadonlyMap<string, number>;
const countsOf = new WeakMap<readonly Message[], Counts>();

/**
 * Where everything since a message is here, its answers are; else what the server counted when it was read stands, kept up
 * with what was heard of since (`heard-replies.ts`). Deleted answers are none.
 */
export function replyCountOf(timeline: ChannelTimeline, { id, seq, replyCount }: Message): number {
  return seq + 1 >= solidStartOf(timeline) ? (liveCounts(timeline.known).get(id) ?? 0) : replyCount;
}

function liveCounts(known: readonly Message[]): Counts {
  const before = countsOf.get(known);
  if (before) return before;
  const counts = new Map<string, number>();
  for (const { replyTo, deletedAt } of known)
    if (replyTo && deletedAt === null) counts.set(replyTo.id, (counts.get(replyTo.id) ?? 0) + 1);
  countsOf.set(known, counts);
  return counts;
}
