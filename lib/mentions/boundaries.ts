/** Where in a text a name may begin and end. */

/** Scripts that write no spaces, or put their endings on names. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}';
const WORD = `(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}]`;

/** Neither within a word or an address, nor behind a backslash. `_` may be the mark of italics. */
const BEGINS = new RegExp(`(?<!(?:${WORD}|[.%+/@&=#\\\\<-])_*)$`, 'u');
const ENDS = new RegExp(`^(?!_*${WORD})`, 'u');
/** Behind what nobody chose more may belong to it: "@mary.jones", "@mary@example.com", "@田中". */
const ENDS_TYPED = /^(?!_*[\p{L}\p{N}\p{M}@]|[.-][\p{L}\p{N}])/u;
/** UTF-16 units that are looked at beside a place. */
export const LOOKAROUND = 40;

/** Whether `@` at this place can begin a name. */
export function mayBegin(text: string, at: number): boolean {
  return BEGINS.test(text.slice(Math.max(0, at - LOOKAROUND), at));
}

/** Whether a name that was chosen can end before this place. */
export function mayEnd(text: string, end: number): boolean {
  return ENDS.test(text.slice(end, end + LOOKAROUND));
}

/** The same for a name that was typed. */
export function mayEndTyped(text: string, end: number): boolean {
  return ENDS_TYPED.test(text.slice(end, end + LOOKAROUND));
}
