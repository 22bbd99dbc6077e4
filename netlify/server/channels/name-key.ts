import unhomoglyph from 'unhomoglyph';
import { RESERVED_NAMES } from '#lib/channels/names';
import { AppError } from '#lib/errors';

/** Latin letters that Unicode's confusables leave as they are, or give as one of these, though each looks like another. */
const SMALL_CAPITALS = new Map(
  Object.entries({
    ...{ ᴀ: 'a', ᴁ: 'ae', ʙ: 'b', ᴅ: 'd', ᴇ: 'e', ꜰ: 'f', ɢ: 'g', ʜ: 'h', ᴊ: 'j', ᴋ: 'k', ĸ: 'k', ʟ: 'l' },
    ...{ ᴍ: 'm', ʍ: 'm', ɴ: 'n', ᴘ: 'p', ꞯ: 'q', ʀ: 'r', ᴛ: 't' },
  }),
);

/**
 * What a name looks like, without regard to case: letters of other alphabets become the Latin ones they look like
 * (Unicode's confusables), what cannot be seen is left out. ASCII stays as it is: `rn` for `m` would refuse more honest
 * names than false ones. The key of a key is itself: the keys of channels are stored, and a change of this function needs
 * a migration of them.
 */
export function nameKeyOf(name: string): string {
  const letters = [...foldCase(name).replace(/\p{Default_Ignorable_Code_Point}/gu, '')];
  const looks = letters.map(lookOf).join('');
  return looks === name ? name : nameKeyOf(looks);
}

/**
 * The key of a name that a channel is about to get.
 * @param name one without a `nameProblem`
 * @throws AppError invalid, when it looks like a name that means something else
 */
export function keyOfNewName(name: string): string {
  const key = nameKeyOf(name);
  if (key === '') throw refusal('Needs a letter that can be seen');
  // an apostrophe that counts as a letter makes no other word of it
  if (RESERVED_NAMES.has(key.replace(/\p{Lm}|[^\p{L}\p{M}\p{N}_-]/gu, ''))) {
    throw refusal(`“${name}” looks like a name that is reserved`);
  }
  return key;
}

function refusal(message: string): AppError {
  return new AppError('invalid', 'Not valid: name', { issues: [{ path: 'name', message }] });
}

/** There and back: only in upper case is ß the same as ss. Of sigma the form depends on where it stands. */
function foldCase(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase();
  return folded.replaceAll('ς', 'σ').normalize('NFKC');
}

function lookOf(letter: string): string {
  return letter < '\u0080' ? letter : (SMALL_CAPITALS.get(letter) ?? unhomoglyph(letter));
}
