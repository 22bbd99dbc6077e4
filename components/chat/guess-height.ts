import type { LinkPreview } from '#lib/contracts/messages';
import type { TimelineRow } from '#lib/timeline/rows';
import { guessTextHeight } from './text/guess-text.ts';

/** CSS pixels, as the rows are drawn: see `MessageItem.tsx` and its neighbours. */
const LINE = 23;
const PADDING = 4;
const GROUP_GAP = 12;
const QUOTE = 28;
/** A preview: what it has besides its lines, one of them, its picture, and what it takes of the width at most. */
const PREVIEW = 26;
const PREVIEW_LINE = 20;
const PREVIEW_PICTURE = 80;
const PREVIEW_WIDTH = 420;
const SEPARATOR = 48;
const HOLE = 60;
/** What of the list's width is no text, and what its text takes at most. */
const BESIDE_TEXT = 116;
const TEXT_MAX = 736;
/** Of the page's font, in the mix of a chat. */
const CHARACTER = 7.4;

/** The height of a row that was never drawn. The closer it is, the less the scroll bar moves when it is. */
export function guessHeight(row: TimelineRow, width: number): number {
  if (row.type === 'hole') return HOLE;
  if (row.type === 'day' || row.type === 'new') return SEPARATOR;
  const entry = row.type === 'message' ? row.message : row.pending;
  const textWidth = Math.min(width - BESIDE_TEXT, TEXT_MAX);
  const group = row.startsGroup ? GROUP_GAP + LINE : 0;
  const preview = 'preview' in entry && entry.preview ? heightOf(entry.preview) : 0;
  const quote = entry.replyTo ? QUOTE : 0;
  return PADDING + group + quote + guessTextHeight(entry.id, entry.content, textWidth) + preview;
}

function heightOf({ title, description, image }: LinkPreview): number {
  const perLine = (PREVIEW_WIDTH - (image ? PREVIEW_PICTURE : 0)) / CHARACTER;
  const linesOf = (text: string) => Math.min(2, Math.ceil(text.length / perLine));
  const lines = (1 + linesOf(title) + linesOf(description)) * PREVIEW_LINE;
  return PREVIEW + Math.max(lines, image ? PREVIEW_PICTURE : 0);
}
