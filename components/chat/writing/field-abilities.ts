/** Loaded after the messages, see `useFieldAbilities`. */
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { isTooLong, trimContent } from '#lib/content';
import { changeField, passageOf } from './change-field.ts';
import { continueLine } from './continue-line.ts';
import { isInFence } from './fences.ts';
import { formatOfKey } from './formats.ts';
import { linkSelection } from './link.ts';
import type { Passage } from './passage.ts';
import { formattedOf, type Pasted, pastedOf } from './pasted.ts';

type FieldKey = KeyboardEvent<HTMLTextAreaElement>;
type FieldPaste = ClipboardEvent<HTMLTextAreaElement>;

export interface PasteOptions {
  /** Without any formatting. */
  isPlain: boolean;
  onFiles: ((files: File[]) => void) | undefined;
}

/** Ctrl+B and the like. */
export function formatByKey(event: FieldKey): void {
  const passage = passageOf(event.currentTarget);
  const format = formatOfKey(event.nativeEvent, passage.start !== passage.end);
  if (!format) return;
  event.preventDefault();
  // the page has keys of its own
  event.stopPropagation();
  changeField(event.currentTarget, format.apply(passage));
}

/** Shift+Enter in a list or a quote. */
export function continueByKey(event: FieldKey): void {
  const continued = continueLine(passageOf(event.currentTarget));
  if (!continued) return;
  event.preventDefault();
  changeField(event.currentTarget, continued);
}

/** Formatted text becomes Markdown, cells a table, and what is no text of a message a file. The rest is the browser's. */
export function takePaste(event: FieldPaste, options: PasteOptions): void {
  if (isTaken(event.currentTarget, pastedOf(event.clipboardData), options)) event.preventDefault();
}

function isTaken(field: HTMLTextAreaElement, pasted: Pasted, { isPlain, onFiles }: PasteOptions): boolean {
  const passage = passageOf(field);
  const plain = insertedIn(passage, pasted.text);
  if (onFiles && pasted.files.length > 0) {
    onFiles(pasted.files);
    return true;
  }
  if (isTooLong(trimContent(plain.text))) {
    onFiles?.([new File([pasted.text], 'pasted-text.txt', { type: 'text/plain' })]);
    return onFiles !== undefined;
  }
  if (isPlain || isInFence(passage.text, passage.start)) return false;
  const linked = linkSelection(passage, pasted.text);
  if (!linked && pasted.kind === 'plain') return false;
  changeField(field, linked ?? plain);
  if (!linked) void formatPasted(field, passage.start, pasted);
  return true;
}

/** A step of its own in the browser's history: undoing it gives the plain text back. */
async function formatPasted(field: HTMLTextAreaElement, at: number, pasted: Pasted): Promise<void> {
  const formatted = await formattedOf(pasted);
  const { text, start, end } = passageOf(field);
  const pastedEnd = at + pasted.text.length;
  // it was changed, sent or left while the converter was loading
  if (text.slice(at, pastedEnd) !== pasted.text || document.activeElement !== field) return;
  const next = text.slice(0, at) + formatted + text.slice(pastedEnd);
  if (isTooLong(trimContent(next))) return;
  const shift = (place: number) =>
    place < pastedEnd ? place : place + formatted.length - pasted.text.length;
  changeField(field, { text: next, start: shift(start), end: shift(end) });
}

function insertedIn({ text, start, end }: Passage, insert: string): Passage {
  const caret = start + insert.length;
  return { text: text.slice(0, start) + insert + text.slice(end), start: caret, end: caret };
}
