/** What a line may begin. Four columns of white space before it, and it begins nothing. */
import { indentOf, isBlank, type Line, unindent, unmark } from '#lib/markdown/lines';

/** Columns of white space from which on a line is text. */
const INDENT_MAX = 4;

export interface Fence {
  readonly mark: string;
  readonly indent: number;
  readonly language: string;
}

export interface ListMark {
  /** The bullet, or what stands behind the number: items of one list have the same. */
  readonly kind: string;
  readonly start: number | null;
  /** Columns that the rest of the item's lines begin with. */
  readonly indent: number;
  readonly firstLine: Line;
}

const FENCE = /^(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
const LIST_MARK = /^(?:([-+*])|(\d{1,9})([.)]))(?=[ \t]|$)/;
/** "---" and "* * *" are no lists, and lines are not supported: they stay text. */
const RULE = /^([-_*])[ \t]*(?:\1[ \t]*){2,}$/;

function unindented(line: Line): string | null {
  const indent = indentOf(line);
  return indent < INDENT_MAX ? unindent(line, indent).text : null;
}

export function isQuoted(line: Line): boolean {
  return unindented(line)?.startsWith('>') ?? false;
}

export function unquote(line: Line): Line {
  return unindent(unmark(line, '>'), 1);
}

export function fenceOf(line: Line): Fence | null {
  const [, mark, info = ''] = FENCE.exec(unindented(line) ?? '') ?? [];
  if (!mark) return null;
  const [language = ''] = info.trim().split(/\s/, 1);
  return {
    mark,
    indent: indentOf(line),
    language: language.replace(/\\(\p{P}|\p{S})/gu, '$1').toLowerCase(),
  };
}

export function closesFence(line: Line, { mark }: Fence): boolean {
  const text = unindented(line)?.trimEnd() ?? '';
  return text.length >= mark.length && text === mark.charAt(0).repeat(text.length);
}

export function listMarkOf(line: Line): ListMark | null {
  const text = unindented(line);
  if (text === null || RULE.test(text)) return null;
  const match = LIST_MARK.exec(text);
  if (!match) return null;
  const [mark, bullet, number, behind] = match;
  const rest = unmark(line, mark);
  const spaces = indentOf(rest);
  // five and more: one belongs to the mark, the others to the text
  const belonging = isBlank(rest) || spaces > INDENT_MAX ? 1 : spaces;
  return {
    kind: bullet ?? behind ?? '',
    start: number === undefined ? null : Number(number),
    indent: indentOf(line) + mark.length + belonging,
    firstLine: unindent(rest, belonging),
  };
}

/** In the middle of a paragraph a number is mostly a number, and a dash a dash. */
export function interruptsParagraph({ start, firstLine }: ListMark): boolean {
  return (start === null || start === 1) && !isBlank(firstLine);
}
