/**
 * What kind of character something is. Most are ASCII and answered without Unicode's tables: a browser that compiles an
 * expression with them takes 100 ms for it, in the middle of the first message with much Markdown.
 */
const SPACE = /\s/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const WORD = /[\p{L}\p{N}]/u;

const ASCII = /^[\0-\x7f]?$/;
const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/;
const ASCII_WORD = /[0-9A-Za-z]/;

/** The beginning and the end of a text count as white space. */
export function isSpace(character: string): boolean {
  return character === '' || SPACE.test(character);
}

export function isPunctuation(character: string): boolean {
  return ASCII.test(character) ? ASCII_PUNCTUATION.test(character) : PUNCTUATION.test(character);
}

/** A letter or a digit. */
export function isWord(character: string): boolean {
  return ASCII.test(character) ? ASCII_WORD.test(character) : WORD.test(character);
}

/** The character that begins at an index; empty behind the end. */
export function characterAt(text: string, index: number): string {
  const point = text.codePointAt(index);
  return point === undefined ? '' : String.fromCodePoint(point);
}

/** The character that ends before an index; empty at the beginning. */
export function characterBefore(text: string, index: number): string {
  const isPair = /[\uDC00-\uDFFF]/.test(text.charAt(index - 1));
  return index === 0 ? '' : characterAt(text, index - (isPair ? 2 : 1));
}
