import type { Passage } from './passage.ts';

export function passageOf({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Passage {
  return { text: value, start: selectionStart, end: selectionEnd };
}

/** Changes what a field says, as if it had been typed: the browser's own undo takes it back in one step. */
export function changeField(field: HTMLTextAreaElement, next: Passage): void {
  field.focus();
  if (next.text !== field.value) replaceRange(field, differenceOf(field.value, next.text));
  field.setSelectionRange(next.start, next.end);
}

interface Difference {
  start: number;
  end: number;
  insert: string;
}

function replaceRange(field: HTMLTextAreaElement, { start, end, insert }: Difference): void {
  field.setSelectionRange(start, end);
  // deprecated, and the only way into a browser's undo history: `setRangeText` empties it
  if (insert === '' ? command('delete') : command('insertText', insert)) return;
  field.setRangeText(insert, start, end);
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

function command(name: string, text?: string): boolean {
  return document.execCommand?.(name, false, text) ?? false;
}

/** The shortest stretch that was replaced; it never begins or ends within a character. */
function differenceOf(before: string, after: string): Difference {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start += 1;
  if (isSplit(before, start) || isSplit(after, start)) start -= 1;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  if (isSplit(before, before.length - same) || isSplit(after, after.length - same)) same -= 1;
  return { start, end: before.length - same, insert: after.slice(start, after.length - same) };
}

function isSplit(text: string, at: number): boolean {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) && /[\uD800-\uDBFF]/.test(text.charAt(at - 1));
}
