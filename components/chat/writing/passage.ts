/** A text, and what is selected in it: from `start` to before `end`, in UTF-16 units as the browser counts. */
export interface Passage {
  text: string;
  start: number;
  end: number;
}

export interface Change {
  at: number;
  /** How many units go. */
  remove: number;
  insert: string;
  /** What stands at the place stays before what is put in; otherwise it is pushed along. */
  isBehind?: true;
}

export interface Span {
  start: number;
  end: number;
}

/** The lines that the selection touches, without their line breaks. */
export function linesOf({ text, start, end }: Passage): Span[] {
  const lines: Span[] = [];
  let from = startOfLine(text, start);
  while (from <= end) {
    const lineEnd = endOfLine(text, from);
    lines.push({ start: from, end: lineEnd });
    from = lineEnd + 1;
  }
  return lines;
}

/** Makes changes, given in their order and apart from each other. What was selected still is. */
export function changed(passage: Passage, changes: readonly Change[]): Passage {
  return changes.toReversed().reduce(
    ({ text, start, end }, change) => ({
      text: text.slice(0, change.at) + change.insert + text.slice(change.at + change.remove),
      start: moved(start, change),
      end: moved(end, change),
    }),
    passage,
  );
}

function moved(place: number, { at, remove, insert, isBehind }: Change): number {
  if (place < at || (place === at && isBehind)) return place;
  return Math.max(at, place - remove) + insert.length;
}

export function startOfLine(text: string, at: number): number {
  return text.slice(0, at).lastIndexOf('\n') + 1;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
