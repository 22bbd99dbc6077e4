import { MESSAGE_CONTENT_MAX, MESSAGE_CONTENT_MAX_UNITS, trimContent } from '#lib/content';

/** Graphemes from which on the composer counts. */
const COUNT_FROM = 9_000;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * How much of the limit a text takes; null while it is far from it.
 * @param purpose what it is to be short enough for
 */
export function lengthNotice(
  text: string,
  purpose: 'send' | 'save' = 'send',
): { isOver: boolean; sentence: string } | null {
  const content = trimContent(text);
  if (content.length < COUNT_FROM) return null;
  const shorten = `Shorten the message to ${purpose} it.`;
  if (content.length > MESSAGE_CONTENT_MAX_UNITS) return { isOver: true, sentence: `${TOO_LONG} ${shorten}` };
  const count = countGraphemes(content);
  if (count <= COUNT_FROM) return null;
  if (count <= MESSAGE_CONTENT_MAX) {
    return { isOver: false, sentence: `${numberOf(count)} of ${numberOf(MESSAGE_CONTENT_MAX)} characters` };
  }
  const over = count - MESSAGE_CONTENT_MAX;
  const sentence = `${numberOf(over)} ${over === 1 ? 'character' : 'characters'} too many. ${shorten}`;
  return { isOver: true, sentence };
}

const TOO_LONG = `More than ${numberOf(MESSAGE_CONTENT_MAX)} characters.`;

/** The field and its button ask at the same key, and a long text takes milliseconds to count. */
let counted = { text: '', count: 0 };

function countGraphemes(text: string): number {
  if (text !== counted.text) counted = { text, count: countNow(text) };
  return counted.count;
}

function countNow(text: string): number {
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}

function numberOf(count: number): string {
  return count.toLocaleString('en');
}
