/** Up to where somebody has read who scrolls through a channel of which not everything is here. Pure. */
import type { Range } from '#lib/timeline/ranges';

/** The seqs of the first and the last message that somebody has before their eyes. */
export interface SeenMessages {
  readonly first: number;
  readonly last: number;
}

export interface Reading {
  /** Up to this seq everything was read. */
  readonly readSeq: number;
  /** The first seq that was not here when they went past it: it is not read by going on. Null when there is none. */
  readonly passedAt: number | null;
}

/**
 * Reading goes on to the last message in view, but not past what was never fetched. Who scrolled past that has read no more
 * until they are back where it began, even if it has come meanwhile.
 */
export function readOn(
  { readSeq, passedAt }: Reading,
  holes: readonly Range[],
  { first, last }: SeenMessages,
): Reading {
  const isBack = passedAt === null || first <= passedAt || passedAt <= readSeq;
  const hole = holes.find(({ from, to }) => to > readSeq && from <= last);
  const ends = [isBack ? null : passedAt, hole && Math.max(hole.from, readSeq + 1)];
  const stop = Math.min(...ends.map((end) => end ?? Number.POSITIVE_INFINITY));
  return {
    readSeq: Math.max(readSeq, Math.min(last, stop - 1)),
    passedAt: stop < first ? stop : null,
  };
}
