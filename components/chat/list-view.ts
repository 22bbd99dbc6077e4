import { NEW_ROW, type TimelineRow } from '#lib/timeline/rows';
import { startOfDay } from './dates.ts';
import type { ListView } from './list-place.ts';

/** What the list says of what is in view. */
export interface View {
  readonly isAtEnd: boolean;
  /** The line above what was not read is further up. */
  readonly isNewAbove: boolean;
  /** Epoch milliseconds of the day at the top of the view; null when there is none. */
  readonly day: number | null;
}

export function viewOf(rows: readonly TimelineRow[], { isAtEnd, first }: ListView): View {
  const line = rows.findIndex(({ key }) => key === NEW_ROW);
  return { isAtEnd, isNewAbove: line >= 0 && line < first, day: dayOf(rows, first) };
}

function dayOf(rows: readonly TimelineRow[], index: number): number | null {
  const at = rows.slice(0, index + 1).findLast(({ type }) => type === 'day');
  return at?.type === 'day' ? startOfDay(new Date(at.at), 0).getTime() : null;
}

export function isSame(one: View, other: View): boolean {
  return one.isAtEnd === other.isAtEnd && one.isNewAbove === other.isNewAbove && one.day === other.day;
}
