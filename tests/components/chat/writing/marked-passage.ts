import type { Passage } from '../../../../components/chat/writing/passage.ts';

/** "one [two] three": what is in brackets is selected; "one | two": a caret. */
export function passage(drawn: string, open = '[', close = ']'): Passage {
  const caret = drawn.indexOf('|');
  if (caret !== -1) return { text: drawn.replace('|', ''), start: caret, end: caret };
  const start = drawn.indexOf(open);
  return { text: drawn.replace(open, '').replace(close, ''), start, end: drawn.indexOf(close) - 1 };
}

export function drawn({ text, start, end }: Passage, open = '[', close = ']'): string {
  if (start === end) return `${text.slice(0, start)}|${text.slice(start)}`;
  return text.slice(0, start) + open + text.slice(start, end) + close + text.slice(end);
}
