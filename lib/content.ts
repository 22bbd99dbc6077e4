/** Rules for the text of a message: what is kept of it, how it is counted, how it is quoted. */

/** Graphemes (what a reader counts as one character) in one message. */
export const MESSAGE_CONTENT_MAX = 10_000;
/**
 * UTF-16 units in one message. A grapheme has no upper size, so the count above alone would let one "character" of a
 * million accents through; the longest emoji in use take 11 to 15 units.
 */
export const MESSAGE_CONTENT_MAX_UNITS = 200_000;
/** Characters of a quoted parent. */
const EXCERPT_MAX = 140;

/**
 * Marks and joiners in a row. Fonts stack them on one character and browsers lay them out in quadratic time: 20,000 took
 * 1 s here, 199,000 froze the page of everybody who opened the channel. The longest emoji in use take 18 units.
 */
const STACKED = /[\p{M}\p{Cf}]{33}/u;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** White space, controls and characters that draw nothing. */
const INVISIBLE = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

export function isBlank(text: string): boolean {
  return INVISIBLE.test(text);
}

/**
 * Drops empty lines before and white space behind; indentation of the first line is Markdown and stays. A byte order mark is
 * no text: not every driver gives it back.
 */
export function trimContent(text: string): string {
  return text
    .replace(/^\uFEFF+/, '')
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .replace(/^\uFEFF+/, '')
    .trimEnd();
}

export function isStacked(text: string): boolean {
  return STACKED.test(text);
}

/** Length in graphemes. A text has at most as many graphemes as units, so short texts are never segmented. */
export function isTooLong(text: string): boolean {
  if (text.length <= MESSAGE_CONTENT_MAX) return false;
  if (text.length > MESSAGE_CONTENT_MAX_UNITS) return true;
  let count = 0;
  for (const _ of graphemes.segment(text)) {
    count += 1;
    if (count > MESSAGE_CONTENT_MAX) return true;
  }
  return false;
}

/** One line of a message for a quote, cut between graphemes. @param most UTF-16 units */
export function excerptOf(content: string, most = EXCERPT_MAX): string {
  const line = content.replace(/\s+/gu, ' ').trim();
  if (line.length <= most) return line;
  let excerpt = '';
  for (const { segment } of graphemes.segment(line.slice(0, most * 4))) {
    if (excerpt.length + segment.length > most) break;
    excerpt += segment;
  }
  return `${excerpt.trimEnd()}…`;
}
