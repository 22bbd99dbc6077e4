import type { TimelineRow } from '#lib/timeline/rows';
import { guessTextHeight } from './text/guess-text.ts';

/** CSS pixels, as the rows are drawn: see `MessageItem.tsx` and its neighbours. */
const LINE = 23;
const PADDING = 4;
const GROUP_GAP = 12;
const QUOTE = 28;
const SEPARATOR = 48;
const HOLE = 60;
/** What of the list's width is no text, and what its text takes at most. */
const BESIDE_TEXT = 116;
const TEXT_MAX = 736;

/** The height of a row that was never drawn. The closer it is, the less the scroll bar moves when it is. */
export function guessHeight(row: TimelineRow, width: number): number {
  if (row.type === 'hole') return HOLE;
  if (row.type === 'day' || row.type === 'new') return SEPARATOR;
  const entry = row.type === 'message' ? row.message : row.pending;
  const textWidth = Math.min(width - BESIDE_TEXT, TEXT_MAX);
  const group = row.startsGroup ? GROUP_GAP + LINE : 0;
  return PADDING + group + (entry.replyTo ? QUOTE : 0) + guessTextHeight(entry.id, entry.content, textWidth);
}
