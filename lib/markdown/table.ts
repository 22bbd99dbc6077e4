import { indentOf, type Line } from '#lib/markdown/lines';
import type { Alignment } from '#lib/markdown/tree';

/** A wider one is text. */
const COLUMNS_MAX = 32;
const DELIMITER = /^:?-+:?$/;

/** What a table's second line says of its columns, if these two lines begin one. */
export function alignmentsOf(head: Line, below: Line | undefined): Alignment[] | null {
  if (!below || !isRow(head) || !isRow(below)) return null;
  const marks = cellsOf(below);
  if (marks.length > COLUMNS_MAX || marks.length !== cellsOf(head).length) return null;
  return marks.every((mark) => DELIMITER.test(mark)) ? marks.map(alignmentOf) : null;
}

export function isRow(line: Line): boolean {
  return line.text.includes('|') && indentOf(line) < 4;
}

/** The texts between the bars of a line; a bar behind a backslash is text. */
export function cellsOf({ text }: Line): string[] {
  const cells: string[] = [];
  let cell = '';
  for (const [part] of text.trim().matchAll(/\\[\s\S]|\||[^\\|]+|\\$/g)) {
    if (part === '|') {
      cells.push(cell.trim());
      cell = '';
    } else {
      cell += part === '\\|' ? '|' : part;
    }
  }
  const [first, ...others] = cells;
  const inner = first === '' ? others : cells;
  return cell.trim() === '' ? inner : [...inner, cell.trim()];
}

function alignmentOf(mark: string): Alignment {
  const isLeft = mark.startsWith(':');
  const isRight = mark.endsWith(':');
  if (isLeft && isRight) return 'center';
  if (isRight) return 'right';
  return isLeft ? 'left' : null;
}
