import { isInFence } from './fences.ts';
import { linesOf, type Passage } from './passage.ts';

const QUOTES = String.raw`\s*(?:>[ \t]?)*`;
const ITEM = new RegExp(
  String.raw`^(?<quotes>${QUOTES})(?:(?<bullet>[-*+])|(?<number>\d{1,9})(?<dot>[.)]))(?<space>[ \t]+)(?<task>\[[ xX]\][ \t]+)?`,
);
const QUOTE = /^(?<quotes>\s*(?:>[ \t]?)+)/;

/** A new line of the list or quote that the caret is in, or its end after an empty one; null where there is neither. */
export function continueLine(passage: Passage): Passage | null {
  const { text, start, end } = passage;
  const [line] = linesOf(passage);
  if (!line || start !== end || isInFence(text, start)) return null;
  const written = text.slice(line.start, line.end);
  const found = ITEM.exec(written) ?? QUOTE.exec(written);
  if (!found || start < line.start + found[0].length) return null;
  const isEmpty = written.trim() === found[0].trim();
  return isEmpty
    ? inserted(text, line.start, line.end, outerStart(found))
    : inserted(text, start, end, `\n${nextStart(found)}`);
}

function nextStart({ groups = {} }: RegExpExecArray): string {
  const { quotes = '', bullet, number, dot = '', space = '', task } = groups;
  if (bullet === undefined && number === undefined) return quotes;
  const marker = bullet ?? `${Number(number) + 1}${dot}`;
  return `${quotes}${marker}${space}${task ? '[ ] ' : ''}`;
}

/** A list in a quote ends before its quote does. */
function outerStart({ groups = {} }: RegExpExecArray): string {
  const { quotes = '', bullet, number } = groups;
  return bullet === undefined && number === undefined ? '' : quotes.trimStart();
}

function inserted(text: string, from: number, to: number, insert: string): Passage {
  const caret = from + insert.length;
  return { text: text.slice(0, from) + insert + text.slice(to), start: caret, end: caret };
}
