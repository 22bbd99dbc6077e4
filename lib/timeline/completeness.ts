/** What a timeline proves: up to where this page has everything, and who wrote what lies between. */
import { firstIndex } from '#lib/binary-search';
import type { Message } from '#lib/contracts/messages';
import { type ChannelTimeline, messagesOf } from '#lib/timeline/channel-timeline';

/** From this seq on nothing was passed over: a reset goes past what lies before, and says so in the list. */
export function solidStartOf({ windowStart, holes }: ChannelTimeline): number {
  return Math.max(windowStart, ...holes.map(({ to }) => to + 1));
}

/**
 * The highest seq up to which every message is here, or was passed over by a reset. Seqs have no holes, so in a list
 * without any the place of a message tells its seq.
 */
export function completeSeqOf(timeline: ChannelTimeline): number {
  const start = solidStartOf(timeline);
  const messages = messagesAfter(messagesOf(timeline), start - 1);
  const solid = firstIndex(messages.length, (index) => messages[index]?.seq !== start + index);
  return start + solid - 1;
}

/** Whether somebody else wrote one of the messages after a seq, up to another. Of what is not here any more: perhaps. */
export function hasNewsOfOthers(
  timeline: ChannelTimeline,
  myId: string,
  after: number,
  upTo: number,
): boolean {
  if (after + 1 < solidStartOf(timeline)) return true;
  return messagesAfter(messagesOf(timeline), after).some(
    ({ seq, senderId }) => seq <= upTo && senderId !== myId,
  );
}

/** The end of a list, from behind: there are few new messages and many old ones. */
export function messagesAfter(messages: readonly Message[], seq: number): readonly Message[] {
  let start = messages.length;
  while ((messages[start - 1]?.seq ?? 0) > seq) start -= 1;
  return messages.slice(start);
}

/** ISO time of the newest change that moved the cursor from `before` to where it is; null when it did not move. */
export function newestChange({ known, cursor }: ChannelTimeline, before: number): string | null {
  if (cursor === before) return null;
  const times = known
    .filter(({ rev }) => rev > before && rev <= cursor)
    .flatMap(({ createdAt, editedAt, deletedAt }) => [
      createdAt,
      editedAt ?? createdAt,
      deletedAt ?? createdAt,
    ]);
  return times.reduce<string | null>(
    (newest, time) => (newest === null || Date.parse(time) > Date.parse(newest) ? time : newest),
    null,
  );
}
