/** A line within a block, and the white space it begins with: a tab goes on to the next fourth column of the whole line. */

export interface Line {
  readonly text: string;
  /** Columns that were left of it before its block's marks were taken off. */
  readonly column: number;
}

const TAB = 4;

export function linesOf(content: string): Line[] {
  return content.split(/\r\n?|\n/).map((text) => ({ text, column: 0 }));
}

export function isBlank({ text }: Line): boolean {
  return /^[ \t]*$/.test(text);
}

/** Columns of white space at the beginning of a line. */
export function indentOf({ text, column }: Line): number {
  let at = column;
  for (const character of text) {
    if (character === ' ') at += 1;
    else if (character === '\t') at += TAB - (at % TAB);
    else break;
  }
  return at - column;
}

/** Takes off columns of white space, as far as there are any; what is left of a tab becomes spaces. */
export function unindent({ text, column }: Line, columns: number): Line {
  const end = column + columns;
  let at = column;
  let index = 0;
  for (; at < end; index += 1) {
    const character = text[index];
    if (character === ' ') at += 1;
    else if (character === '\t') at += TAB - (at % TAB);
    else break;
  }
  const rest = text.slice(index);
  return at > end ? { text: ' '.repeat(at - end) + rest, column: end } : { text: rest, column: at };
}

/** Takes off characters that are no white space, with what stands before them. */
export function unmark(line: Line, mark: string): Line {
  const { text, column } = unindent(line, indentOf(line));
  return { text: text.slice(mark.length), column: column + mark.length };
}
