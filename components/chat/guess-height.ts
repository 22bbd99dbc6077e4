import type { LinkPreview, Message } from '#lib/contracts/messages';
import type { PendingMessage } from '#lib/timeline/pending';
import type { TimelineRow } from '#lib/timeline/rows';
import { heightOfFiles } from './attachment-sizes.ts';
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
const REACTIONS = 34;
const REPLIES = 24;
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
  const quote = entry.replyTo ? QUOTE : 0;
  const { content, attachments } = entry;
  const text = content === '' ? 0 : guessTextHeight(entry.id, content, textWidth);
  const files = attachments.length === 0 ? 0 : heightOfFiles(attachments, textWidth);
  return PADDING + group + quote + text + files + belowOf(entry);
}

function belowOf(entry: Message | PendingMessage): number {
  if ('state' in entry) return 0;
  const { preview, reactions, replyCount } = entry;
  const added = (reactions.length > 0 ? REACTIONS : 0) + (replyCount > 0 ? REPLIES : 0);
  return added + (preview ? heightOf(preview) : 0);
}

function heightOf({ title, description, image }: LinkPreview): number {
  const perLine = (PREVIEW_WIDTH - (image ? PREVIEW_PICTURE : 0)) / CHARACTER;
  const linesOf = (text: string) => Math.min(2, Math.ceil(text.length / perLine));
  const lines = (1 + linesOf(title) + linesOf(description)) * PREVIEW_LINE;
  return PREVIEW + Math.max(lines, image ? PREVIEW_PICTURE : 0);
}
