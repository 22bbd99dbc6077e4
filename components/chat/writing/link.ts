import { changed, type Passage } from './passage.ts';

/** Stands for an address that is still to be typed. */
const ADDRESS = 'url';
const LINK = /\[([^[\]\n]*)\]\(([^()\s]*)\)/g;

/**
 * Makes a link of what is selected, with its address selected, to be typed or pasted over; of an address, a link that wants its
 * text. A link that holds the selection becomes its text again.
 */
export function toggleLink(passage: Passage): Passage {
  const link = linkAround(passage);
  if (link) return replaced(passage, link.start, link.end, link.label || link.address);
  const { text, start, end } = trimmed(passage);
  const label = text.slice(start, end);
  if (/\n\s*\n/.test(label)) return passage;
  if (isAddress(label)) return caretAt(replaced(passage, start, end, linkTo('', label)), start + 1);
  const linked = replaced(passage, start, end, linkTo(label, label === '' ? '' : ADDRESS));
  if (label === '') return caretAt(linked, start + 1);
  const at = start + label.length + 3;
  return { text: linked.text, start: at, end: at + ADDRESS.length };
}

/** What pasting an address over a text makes: a link; null when nothing was selected that could be its text. */
export function linkSelection(passage: Passage, pasted: string): Passage | null {
  const { text, start, end } = trimmed(passage);
  const label = text.slice(start, end);
  if (label === '' || label.includes('\n') || isAddress(label) || !isAddress(pasted)) return null;
  // the address of a link, about to be replaced
  if (text.slice(0, start).endsWith('](')) return null;
  const linked = replaced(passage, start, end, linkTo(label, pasted));
  return caretAt(linked, linked.end);
}

/** Whether a text is one web or mail address and nothing else. */
export function isAddress(text: string): boolean {
  return /^(?:https?:\/\/|mailto:)\S+$/i.test(text) && URL.canParse(text);
}

/** Brackets would end the address. */
export function linkTo(label: string, address: string): string {
  return `[${label}](${address.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}

function linkAround({ text, start, end }: Passage) {
  for (const { 0: whole, 1: label = '', 2: address = '', index } of text.matchAll(LINK)) {
    const linkEnd = index + whole.length;
    const isInside = index < start && end < linkEnd;
    const isWhole = index === start && end === linkEnd;
    if (isInside || isWhole) return { start: index, end: linkEnd, label, address };
  }
  return null;
}

function trimmed({ text, start, end }: Passage): Passage {
  const selected = text.slice(start, end);
  if (selected.trim() === '') return { text, start, end: start };
  const from = start + selected.length - selected.trimStart().length;
  return { text, start: from, end: from + selected.trim().length };
}

/** With the new text selected. */
function replaced({ text }: Passage, start: number, end: number, insert: string): Passage {
  const next = changed({ text, start, end: start }, [{ at: start, remove: end - start, insert }]).text;
  return { text: next, start, end: start + insert.length };
}

function caretAt({ text }: Passage, at: number): Passage {
  return { text, start: at, end: at };
}
