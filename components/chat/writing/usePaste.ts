import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react';
import { isTooLong, trimContent } from '#lib/content';
import { changeField, passageOf } from './change-field.ts';
import { isInFence } from './fences.ts';
import { linkSelection } from './link.ts';
import type { Passage } from './passage.ts';
import { formattedOf, type Pasted, pastedOf } from './pasted.ts';

/** What is pasted into a message: formatted text as Markdown, cells as a table, and what is no text of a message as a file. */
export function usePaste(onFiles: ((files: File[]) => void) | undefined) {
  const isPlain = useRef(false);

  /** Ctrl+Shift+V: browsers say nothing of the Shift in the paste that follows. */
  function notePlainPaste({ key, shiftKey }: KeyboardEvent): void {
    isPlain.current = shiftKey && key.toLowerCase() === 'v';
  }

  function handlePaste(event: ClipboardEvent<HTMLTextAreaElement>): void {
    if (take(event.currentTarget, pastedOf(event.clipboardData), isPlain.current)) event.preventDefault();
    isPlain.current = false;
  }

  /** False for what the browser may paste as it always does. */
  function take(field: HTMLTextAreaElement, pasted: Pasted, isAsItIs: boolean): boolean {
    const passage = passageOf(field);
    const plain = insertedIn(passage, pasted.text);
    if (onFiles && pasted.files.length > 0) onFiles(pasted.files);
    else if (isTooLong(trimContent(plain.text))) return takeAsFile(pasted.text);
    else if (isAsItIs || isInFence(passage.text, passage.start)) return false;
    else {
      const linked = linkSelection(passage, pasted.text);
      if (!linked && pasted.kind === 'plain') return false;
      changeField(field, linked ?? plain);
      if (!linked) void formatPasted(field, passage.start, pasted);
    }
    return true;
  }

  function takeAsFile(text: string): boolean {
    onFiles?.([new File([text], 'pasted-text.txt', { type: 'text/plain' })]);
    return onFiles !== undefined;
  }

  return { handlePaste, notePlainPaste };
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
