import { longestRun } from './fences.ts';
import { type Change, changed, linesOf, type Passage, type Span, startOfLine } from './passage.ts';

export type Mark = 'bold' | 'italic' | 'strike' | 'code';

/** What stands at both sides of a marked text. Bold and italic share a sign: a run of three is both. */
const SIGNS = { bold: '**', italic: '*', strike: '~~', code: '`' } as const;

/** What begins a line and is not of its text: of quotes, lists, tasks and headings. */
const LINE_START = /^(?:\s*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s)|#{1,6}(?=\s)|\[[ xX]\](?=\s)))*\s*/;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

interface Piece extends Span {
  /** How often the mark's sign stands at both of its sides. */
  signs: number;
}

/**
 * Marks what is selected, line by line, because Markdown ends a mark with its paragraph; takes the marks off when all of it has
 * them. A caret in a word means the word; elsewhere the marks are made for what is typed next, and stepped over behind it.
 */
export function toggleMark(passage: Passage, mark: Mark): Passage {
  const pieces = piecesOf(passage, mark);
  if (pieces.length === 0) return passage.start === passage.end ? markCaret(passage, mark) : passage;
  const isOn = pieces.every(({ signs }) => isMarked(signs, mark));
  const changes = pieces
    .filter(({ signs }) => isMarked(signs, mark) === isOn)
    .flatMap((piece) => (isOn ? unmark(piece, mark) : putMark(passage.text, piece, mark)));
  return changed(passage, changes);
}

function isMarked(signs: number, mark: Mark): boolean {
  if (mark === 'code') return signs > 0;
  return mark === 'italic' ? signs % 2 === 1 : signs % 4 >= 2;
}

function putMark(text: string, { start, end }: Piece, mark: Mark): Change[] {
  const sign = mark === 'code' ? '`'.repeat(longestRun(text.slice(start, end)) + 1) : SIGNS[mark];
  return [
    { at: start, remove: 0, insert: sign },
    { at: end, remove: 0, insert: sign, isBehind: true },
  ];
}

function unmark({ start, end, signs }: Piece, mark: Mark): Change[] {
  const remove = mark === 'code' ? signs : SIGNS[mark].length;
  return [
    { at: start - remove, remove, insert: '' },
    { at: end, remove, insert: '' },
  ];
}

/** The marked or markable text of each line, without the signs beside it. */
function piecesOf(passage: Passage, mark: Mark): Piece[] {
  const { text, start, end } = passage;
  const sign = SIGNS[mark].charAt(0);
  if (start === end) {
    const word = wordAt(passage);
    return word ? [withSigns(text, word, sign)] : [];
  }
  return linesOf(passage)
    .map((line) => {
      const [lineStart = ''] = LINE_START.exec(text.slice(line.start, line.end)) ?? [];
      return { start: Math.max(start, line.start + lineStart.length), end: Math.min(end, line.end) };
    })
    .map((span) => bare(text, span, sign))
    .filter((span) => span.start < span.end)
    .map((span) => withSigns(text, span, sign));
}

/** Without white space and signs at its ends. */
function bare(text: string, span: Span, sign: string): Span {
  let { start, end } = span;
  while (start < end && isSpace(text.charAt(start))) start += 1;
  while (end > start && isSpace(text.charAt(end - 1))) end -= 1;
  while (start < end && text.charAt(start) === sign) start += 1;
  while (end > start && text.charAt(end - 1) === sign) end -= 1;
  return { start, end };
}

function withSigns(text: string, { start, end }: Span, sign: string): Piece {
  let signs = 0;
  while (text.charAt(start - signs - 1) === sign && text.charAt(end + signs) === sign) signs += 1;
  return { start, end, signs };
}

function isSpace(character: string): boolean {
  return /\s/.test(character);
}

/** The word that a caret is in, not the one that it stands at the end of. */
function wordAt(passage: Passage): Span | null {
  const { text, start } = passage;
  const [line] = linesOf(passage);
  if (!line || start === line.start || start === line.end) return null;
  const place = start - line.start;
  const found = words.segment(text.slice(line.start, line.end)).containing(place);
  if (!found?.isWordLike || found.index === place) return null;
  return { start: line.start + found.index, end: line.start + found.index + found.segment.length };
}

function markCaret({ text, start }: Passage, mark: Mark): Passage {
  const sign = SIGNS[mark];
  const { signs } = withSigns(text, { start, end: start }, sign.charAt(0));
  if (isMarked(signs, mark)) {
    return changed({ text, start, end: start }, [
      { at: start - sign.length, remove: sign.length * 2, insert: '' },
    ]);
  }
  if (isAtEndOf(text, start, sign)) return { text, start: start + sign.length, end: start + sign.length };
  const typed = text.slice(0, start) + sign + sign + text.slice(start);
  return { text: typed, start: start + sign.length, end: start + sign.length };
}

/** Whether a caret stands before the sign that ends a marked text of this line. */
function isAtEndOf(text: string, at: number, sign: string): boolean {
  if (!text.startsWith(sign, at) || isSpace(text.charAt(at - 1))) return false;
  const before = text.slice(startOfLine(text, at), at);
  return before.split(sign).length % 2 === 0;
}
