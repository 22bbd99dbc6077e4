/** The inlines of one text while it is read: a chain, because marks join what is between them long after it was read. */
import type { Inline } from '#lib/markdown/tree';

export interface Piece {
  inline: Inline;
  /** Inlines in one another, at most. */
  depth: number;
  before: Piece | null;
  after: Piece | null;
}

export class Pieces {
  #first: Piece | null = null;
  #last: Piece | null = null;

  add(inline: Inline): Piece {
    const piece: Piece = { inline, depth: 0, before: this.#last, after: null };
    if (this.#last) this.#last.after = piece;
    else this.#first = piece;
    this.#last = piece;
    return piece;
  }

  get last(): Piece | null {
    return this.#last;
  }

  remove({ before, after }: Piece): void {
    if (before) before.after = after;
    else this.#first = after;
    if (after) after.before = before;
    else this.#last = before;
  }

  /** Takes out what is behind one piece and before another one. */
  takeBetween(left: Piece, right: Piece | null): { inlines: Inline[]; depth: number } {
    const inlines: Inline[] = [];
    let depth = 0;
    for (let piece = left.after; piece && piece !== right; piece = piece.after) {
      inlines.push(piece.inline);
      depth = Math.max(depth, piece.depth);
    }
    left.after = right;
    if (right) right.before = left;
    else this.#last = left;
    return { inlines: joinTexts(inlines), depth };
  }

  insertAfter(left: Piece, inline: Inline, depth: number): void {
    const piece: Piece = { inline, depth, before: left, after: left.after };
    if (left.after) left.after.before = piece;
    else this.#last = piece;
    left.after = piece;
  }

  depthBetween(left: Piece, right: Piece): number {
    let depth = 0;
    for (let piece = left.after; piece && piece !== right; piece = piece.after) {
      depth = Math.max(depth, piece.depth);
    }
    return depth;
  }

  get inlines(): Inline[] {
    const inlines: Inline[] = [];
    for (let piece = this.#first; piece; piece = piece.after) inlines.push(piece.inline);
    return joinTexts(inlines);
  }
}

function joinTexts(inlines: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  let texts: string[] = [];
  const flush = () => {
    const text = texts.join('');
    if (text) joined.push({ type: 'text', text });
    texts = [];
  };
  for (const inline of inlines) {
    if (inline.type === 'text') {
      texts.push(inline.text);
    } else {
      flush();
      joined.push(inline);
    }
  }
  flush();
  return joined;
}
