/**
 * Which rows of a long list are in the page. The others are two empty blocks, above and below, as high as they are or, for
 * rows that were never drawn, as they are guessed to be. Pure; who reads stays where they are by `reading-place.ts`.
 */
import { firstIndex } from '#lib/binary-search';

/** Rows in the page at most, however small they are. */
const ROWS_MAX = 300;
/** CSS pixels that are drawn above and below the view, and those that must be left of them for nothing to be drawn anew. */
const MARGIN = 800;
const MARGIN_LEFT = 300;
/** Rows beyond those that may stay: a list at its end grows by each message, and each row costs something at every change. */
const SPARE_ROWS = 60;
/** Rows that are drawn of a list whose heights are not known: about a screenful. */
const FIRST_ROWS = 40;

/** Rows from `start` up to but without `end`. */
export interface RowWindow {
  readonly start: number;
  readonly end: number;
}

/** CSS pixels from the top of the first row. */
export interface View {
  readonly top: number;
  readonly bottom: number;
}

interface Row {
  readonly key: string;
}

/** The window for a view: what it shows and something around it. */
export function windowFor(offsets: Offsets, view: View): RowWindow {
  const { start, end } = touching(offsets, grown(view, MARGIN));
  if (end - start <= ROWS_MAX) return { start, end };
  const shown = touching(offsets, view);
  const spare = Math.max(0, ROWS_MAX - (shown.end - shown.start));
  const first = Math.max(start, shown.start - (spare >> 1));
  return { start: first, end: Math.min(end, first + ROWS_MAX) };
}

/** Whether a window is still good enough for a view, and not far too large for it. */
export function isEnough(window: RowWindow, offsets: Offsets, view: View): boolean {
  const needed = touching(offsets, grown(view, MARGIN_LEFT));
  if (window.start > needed.start || window.end < needed.end) return false;
  return sizeOf(window) <= sizeOf(touching(offsets, grown(view, MARGIN))) + SPARE_ROWS;
}

const sizeOf = ({ start, end }: RowWindow) => end - start;

/** The same rows in a list that has changed. A window that reached the end still does, as far as it may grow. */
export function carryWindow(window: RowWindow, before: readonly Row[], rows: readonly Row[]): RowWindow {
  const wasAtEnd = window.end >= before.length;
  const [first, last] = survivors(window, before, rows);
  if (first === undefined || last === undefined) return lastRows(rows.length);
  const end = wasAtEnd ? rows.length : last + 1;
  return { start: first, end: Math.min(end, first + ROWS_MAX) };
}

/** Where to begin in a list that was never drawn: around a row, else at the end. */
export function firstWindow(rows: readonly Row[], key: string | null): RowWindow {
  const index = key === null ? -1 : rows.findIndex((row) => row.key === key);
  return index < 0 ? lastRows(rows.length) : rowsAround(index, rows.length);
}

export function lastRows(count: number): RowWindow {
  return { start: Math.max(0, count - FIRST_ROWS), end: count };
}

export function rowsAround(index: number, count: number): RowWindow {
  const start = Math.max(0, index - FIRST_ROWS / 2);
  return { start, end: Math.min(count, start + FIRST_ROWS) };
}

/** Pixels above each row; the last entry is the height of all. Good until the next question for offsets. */
export type Offsets = readonly number[];

/** The heights of a list's rows: measured by key, guessed for those that were never drawn. */
export class RowHeights<R extends Row> {
  readonly #heights = new Map<string, number>();
  readonly #guess: (row: R) => number;
  readonly #offsets: number[] = [0];
  #rows: readonly R[] = [];
  /** The offsets up to this row are as they should be: most lists change near their end. */
  #known = 0;

  constructor(guess: (row: R) => number) {
    this.#guess = guess;
  }

  /** The row at this index of the rows that were asked for last was measured. */
  set(index: number, height: number): void {
    const key = this.#rows[index]?.key;
    if (key === undefined || this.#heights.get(key) === height) return;
    this.#heights.set(key, height);
    this.#known = Math.min(this.#known, index);
  }

  /** All are different in a list of another width. */
  clear(): void {
    this.#heights.clear();
    this.#known = 0;
  }

  offsetsOf(rows: readonly R[]): Offsets {
    if (rows !== this.#rows) this.#known = Math.min(this.#known, sameAtStart(rows, this.#rows));
    this.#rows = rows;
    let top = this.#offsets[this.#known] ?? 0;
    for (let index = this.#known; index < rows.length; index += 1) {
      const row = rows[index];
      top += row ? this.#heightOf(row) : 0;
      this.#offsets[index + 1] = top;
    }
    this.#offsets.length = rows.length + 1;
    this.#known = rows.length;
    return this.#offsets;
  }

  #heightOf(row: R): number {
    const known = this.#heights.get(row.key);
    if (known !== undefined) return known;
    const guess = this.#guess(row);
    this.#heights.set(row.key, guess);
    return guess;
  }
}

function sameAtStart(rows: readonly Row[], before: readonly Row[]): number {
  let same = 0;
  while (same < rows.length && rows[same]?.key === before[same]?.key) same += 1;
  return same;
}

/** The row at a height; the nearest when there is none. */
export function rowAt(offsets: Offsets, y: number): number {
  const count = offsets.length - 1;
  const next = firstIndex(count, (index) => (offsets[index + 1] ?? 0) > y);
  return Math.max(0, Math.min(next, count - 1));
}

/** The rows of which a part lies in a view: at least one, when there is any. */
function touching(offsets: Offsets, { top, bottom }: View): RowWindow {
  const count = offsets.length - 1;
  if (count === 0) return { start: 0, end: 0 };
  const start = rowAt(offsets, top);
  const end = firstIndex(count, (index) => (offsets[index] ?? 0) >= bottom);
  return { start, end: Math.max(start + 1, end) };
}

function grown({ top, bottom }: View, margin: number): View {
  return { top: top - margin, bottom: bottom + margin };
}

/** Where the first and the last row of a window that are still there have gone. */
function survivors(window: RowWindow, before: readonly Row[], rows: readonly Row[]) {
  const shift = rows.length - before.length;
  const find = (index: number) => {
    const key = before[index]?.key;
    // most lists grow at one end
    for (const candidate of [index, index + shift]) if (rows[candidate]?.key === key) return candidate;
    return rows.findIndex((row) => row.key === key);
  };
  let first = -1;
  for (let index = window.start; index < window.end && first < 0; index += 1) first = find(index);
  let last = -1;
  for (let index = window.end - 1; index >= window.start && last < 0; index -= 1) last = find(index);
  return first < 0 || last < first ? [] : [first, last];
}
