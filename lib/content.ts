/** Rules for the text of a message: what is kept of it, how it is counted, how it is quoted. */

import { splitNamed, withNames } from '#lib/markdown/named';
import { plainTextOf } from '#lib/markdown/plain-text';

/** Graphemes (what a reader counts as one character) in one message. */
export const MESSAGE_CONTENT_MAX = 10_000;
/**
 * UTF-16 units in one message. A grapheme has no upper size, so the count above alone would let one "character" of a
 * million accents through; the longest emoji in use take 11 to 15 units.
 */
export const MESSAGE_CONTENT_MAX_UNITS = 200_000;
/** Characters of a quoted parent. */
const EXCERPT_MAX = 140;
/** As which a mention counts there, however long the name is. */
const NAME_LENGTH = 12;

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

/** For what is not worth a refusal. */
export function withoutStacks(text: string): string {
  return text.replace(/([\p{M}\p{Cf}]{32})[\p{M}\p{Cf}]+/gu, '$1');
}

/**
 * Length in graphemes. A text has at most as many graphemes as units, so short texts are never segmented. A mention is
 * counted as its sign alone: its writer sees a name, and is not to be refused for the length of an id.
 */
export function isTooLong(text: string): boolean {
  if (text.length <= MESSAGE_CONTENT_MAX) return false;
  if (text.length > MESSAGE_CONTENT_MAX_UNITS) return true;
  let count = 0;
  for (const _ of graphemes.segment(withNames(text, () => '@'))) {
    count += 1;
    if (count > MESSAGE_CONTENT_MAX) return true;
  }
  return false;
}

/**
 * One line of a message for a quote: without its Markdown, cut between graphemes. Mentions are in it as they are stored, each
 * whole: who shows it has the names.
 */
export function excerptOf(content: string): string {
  const line = plainTextOf(content) || content.replace(/\s+/gu, ' ').trim();
  let excerpt = '';
  let length = 0;
  for (const part of partsOf(line)) {
    const size = Math.min(part.length, NAME_LENGTH);
    if (length + size > EXCERPT_MAX) return `${excerpt.trimEnd()}…`;
    excerpt += part;
    length += size;
  }
  return excerpt;
}

/** What is not to be cut: mentions, and what a reader counts as one character. */
function* partsOf(line: string): Iterable<string> {
  for (const { text, isNamed } of splitNamed(line)) {
    if (isNamed) yield text;
    else for (const { segment } of graphemes.segment(text.slice(0, EXCERPT_MAX * 4))) yield segment;
  }
}

/** A line cut between graphemes. @param most UTF-16 units, without the sign that something was cut */
export function cutOf(line: string, most: number): string {
  if (line.length <= most) return line;
  let beginning = '';
  for (const { segment } of graphemes.segment(line.slice(0, most * 4))) {
    if (beginning.length + segment.length > most) break;
    beginning += segment;
  }
  return `${beginning.trimEnd()}…`;
}
