/** The rows of backticks in a text: code goes on to the next row that is as long. */
export class BacktickRuns {
  /** By their length, where rows begin, ascending. */
  readonly #starts = new Map<number, number[]>();

  constructor(text: string) {
    for (const { 0: run, index } of text.matchAll(/`+/g)) {
      const starts = this.#starts.get(run.length);
      if (starts) starts.push(index);
      else this.#starts.set(run.length, [index]);
    }
    this.#text = text;
  }

  readonly #text: string;

  /** How long the row at this index is, and where the one begins that ends its code; null: nowhere. */
  at(index: number): { length: number; end: number | null } {
    let length = 1;
    while (this.#text.charAt(index + length) === '`') length += 1;
    const starts = this.#starts.get(length) ?? [];
    // asked from the first to the last: what is behind is not needed again
    while (starts[0] !== undefined && starts[0] <= index) starts.shift();
    return { length, end: starts[0] ?? null };
  }
}
