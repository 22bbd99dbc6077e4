/**
 * A message is stored with ids (`<@id>`) and written with names (`@Mary`). Between the two, what was chosen from the list is
 * kept beside the text with its place in it, so that two people of one name stay apart.
 */
import { fold } from '#lib/fold';
import { LOOKAROUND, mayBegin, mayEnd, mayEndTyped } from '#lib/mentions/boundaries';
import { codeIn, isWithin } from '#lib/mentions/code';
import { type Directory, type Name, namesByToken, tokensByName } from '#lib/mentions/directory';

/** A name that stands somewhere in a text. */
export interface Chosen extends Name {
  readonly at: number;
}

export interface Written {
  readonly text: string;
  /** In the order of the text. */
  readonly mentions: readonly Chosen[];
}

/** UTF-16 units by which a name may be longer as it is typed than it is folded. */
const MARKS_MAX = 20;
const TOKEN = /<(?:[@#][0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|!(?:channel|here))>/gi;

/**
 * What is stored: ids for the names that were chosen and still stand there, and for those that were typed and are nobody else's.
 * In code and in addresses names are text.
 */
export function toTokens(written: Written, directory: Directory): string {
  const { text } = written;
  if (!/[@#＠＃]/.test(text)) return text;
  const chosen = written.mentions.filter((mention) => stillStands(text, mention));
  // what a name consists of makes no code
  const masked = replaceAll(text, chosen, ({ text: name }) => 'x'.repeat(name.length));
  const code = codeIn(masked);
  const named = [...chosen, ...typedIn(masked, directory)].filter(({ at }) => !isWithin(code, at));
  return replaceAll(
    text,
    named.toSorted((a, b) => a.at - b.at),
    ({ token }) => token,
  );
}

/** What is stored, as its writer sees it: with the names of now. An id without one stays as it is. */
export function fromTokens(content: string, directory: Directory): Written {
  if (!content.includes('<')) return { text: content, mentions: [] };
  const names = namesByToken(directory);
  const code = codeIn(content);
  const mentions: Chosen[] = [];
  let text = '';
  let end = 0;
  for (const { 0: token, index } of content.matchAll(TOKEN)) {
    const name = names.get(token.toLowerCase());
    text += content.slice(end, index);
    end = index + token.length;
    // where its name could not be told from what stands beside it, the id stays
    const fits = name && !isWithin(code, index) && mayBegin(text, text.length) && mayEnd(content, end);
    if (fits) mentions.push({ ...name, at: text.length });
    text += fits ? name.text : token;
  }
  return { text: text + content.slice(end), mentions };
}

/**
 * After a change of the text, the mentions that it did not touch, where they are now.
 * @param caret where the caret is after the change: it tells which of two same passages was taken out
 */
export function rewritten({ text: before, mentions }: Written, text: string, caret = text.length): Written {
  const changeEnd = endOfChange(before, text, caret);
  const changeStart = startOfChange(before, text, Math.min(changeEnd.before, changeEnd.after));
  const shift = text.length - before.length;
  const kept = mentions.flatMap((mention) => {
    if (mention.at + mention.text.length <= changeStart) return [mention];
    return mention.at >= changeEnd.before ? [{ ...mention, at: mention.at + shift }] : [];
  });
  return { text, mentions: kept };
}

/** One text before another, each with its mentions. */
export function joined(first: Written, separator: string, second: Written): Written {
  const start = first.text.length + separator.length;
  const moved = second.mentions.map((mention) => ({ ...mention, at: mention.at + start }));
  return { text: first.text + separator + second.text, mentions: [...first.mentions, ...moved] };
}

function stillStands(text: string, { at, text: name }: Chosen): boolean {
  return text.startsWith(name, at) && mayBegin(text, at) && mayEnd(text, at + name.length);
}

/** Names that nobody chose from the list, the longest that fits at each place. */
function typedIn(text: string, directory: Directory): Chosen[] {
  const tokens = tokensByName(directory);
  const longest = Math.max(...[...tokens.keys()].map(({ length }) => length)) + MARKS_MAX;
  const found: Chosen[] = [];
  let end = 0;
  for (const { index } of text.matchAll(/[@#＠＃]/g)) {
    if (index < end || !mayBegin(text, index)) continue;
    const name = typedAt(text.slice(index, index + longest + LOOKAROUND), longest, tokens);
    if (!name) continue;
    found.push({ at: index, ...name });
    end = index + name.text.length;
  }
  return found;
}

/** @param text from the sign on */
function typedAt(text: string, longest: number, tokens: ReadonlyMap<string, string | null>): Name | null {
  const line = text.slice(0, longest).split('\n', 1)[0] ?? '';
  for (let length = line.trimEnd().length; length > 1; length -= 1) {
    if (!mayEndTyped(text, length)) continue;
    const name = line.slice(0, length);
    // full-width signs fold to plain ones
    const token = tokens.get(fold(name));
    if (token !== undefined) return token === null ? null : { text: name, token };
  }
  return null;
}

function replaceAll(text: string, places: readonly Chosen[], by: (place: Chosen) => string): string {
  let end = 0;
  let replaced = '';
  for (const place of places) {
    replaced += text.slice(end, place.at) + by(place);
    end = place.at + place.text.length;
  }
  return replaced + text.slice(end);
}

/** Where the changed stretch ends in both texts. What stands behind the caret is what stood there before, if it can be. */
function endOfChange(before: string, after: string, caret: number): { before: number; after: number } {
  const behind = after.length - caret;
  if (behind <= before.length && before.endsWith(after.slice(caret))) {
    return { before: before.length - behind, after: caret };
  }
  let same = 0;
  while (same < Math.min(before.length, after.length) && before.at(-1 - same) === after.at(-1 - same))
    same += 1;
  return { before: before.length - same, after: after.length - same };
}

function startOfChange(before: string, after: string, most: number): number {
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  return start;
}
