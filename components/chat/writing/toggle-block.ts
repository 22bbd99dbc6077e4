import { fenceFor } from './fences.ts';
import { type Change, changed, linesOf, type Passage, type Span, startOfLine } from './passage.ts';

const LIST = '- ';
const QUOTE = '> ';

interface Fences {
  opening: Span;
  closing: Span;
}

/** Makes list items of the selected lines, or lines again when all of them are items. */
export function toggleList(passage: Passage): Passage {
  return togglePrefix(passage, LIST, /^- /);
}

/** Quotes the selected lines, or takes one level of quoting off when all of them are quoted. */
export function toggleQuote(passage: Passage): Passage {
  return togglePrefix(passage, QUOTE, /^> ?/);
}

/** Puts the selected lines between fences, or takes the fences around or at their ends away. */
export function toggleCodeBlock(passage: Passage): Passage {
  const { text } = passage;
  const lines = linesOf(passage);
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return passage;
  const fences = fencesAt(text, first, last);
  if (fences) return changed(passage, withoutFences(fences));
  const fence = fenceFor(text.slice(first.start, last.end));
  return changed(passage, [
    { at: first.start, remove: 0, insert: `${fence}\n` },
    { at: last.end, remove: 0, insert: `\n${fence}`, isBehind: true },
  ]);
}

function togglePrefix(passage: Passage, prefix: string, present: RegExp): Passage {
  const { text } = passage;
  const lines = linesOf(passage);
  const written = lines.filter(({ start, end }) => text.slice(start, end).trim() !== '');
  const prefixed = (prefix === QUOTE || written.length === 0 ? lines : written).map((line) => {
    const { length = 0 } = present.exec(text.slice(line.start, line.end))?.[0] ?? '';
    return { at: line.start, length };
  });
  const isOn = prefixed.every(({ length }) => length > 0);
  const changes = prefixed
    .filter(({ length }) => isOn || length === 0 || prefix === QUOTE)
    .map(({ at, length }): Change => ({ at, remove: isOn ? length : 0, insert: isOn ? '' : prefix }));
  return changed(passage, changes);
}

function withoutFences({ opening, closing }: Fences): Change[] {
  const codeStart = opening.end + 1;
  // an empty block has no line break of its own before its end
  const codeEnd = Math.max(codeStart, closing.start - 1);
  return [
    { at: opening.start, remove: codeStart - opening.start, insert: '' },
    { at: codeEnd, remove: closing.end - codeEnd, insert: '' },
  ];
}

/** The fences of a code block that is selected with them or without. */
function fencesAt(text: string, first: Span, last: Span): Fences | null {
  const isWithin = isOpening(text, first) && first.start < last.start;
  const opening = isWithin ? first : lineBefore(text, first);
  const closing = isWithin ? last : lineAfter(text, last);
  if (!opening || !closing || !isOpening(text, opening)) return null;
  const fence = /^`+/.exec(text.slice(opening.start, opening.end))?.[0];
  return fence === text.slice(closing.start, closing.end) ? { opening, closing } : null;
}

function isOpening(text: string, { start, end }: Span): boolean {
  return /^`{3,}[^`]*$/.test(text.slice(start, end));
}

function lineBefore(text: string, { start }: Span): Span | null {
  if (start === 0) return null;
  return { start: startOfLine(text, start - 1), end: start - 1 };
}

function lineAfter(text: string, { end }: Span): Span | null {
  if (end === text.length) return null;
  const after = text.indexOf('\n', end + 1);
  return { start: end + 1, end: after === -1 ? text.length : after };
}
