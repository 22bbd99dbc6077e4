/** Which `*`, `_` and `~~` belong together: CommonMark's delimiter stack. */
import { isPunctuation, isSpace } from '#lib/markdown/characters';
import type { Piece, Pieces } from '#lib/markdown/pieces';
import type { Emphasis } from '#lib/markdown/tree';

/** Marks within one another; more stay text. */
const DEPTH_MAX = 8;

export interface Delimiter {
  readonly mark: string;
  /** Characters of it that are not used yet, and those that there were. */
  length: number;
  readonly written: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  readonly piece: Piece;
  before: Delimiter | null;
  after: Delimiter | null;
}

/** What marks between these two characters can do; an empty one is the text's beginning or end. */
export function abilitiesOf(mark: string, before: string, after: string) {
  const [isSpaceBefore, isSpaceAfter] = [isSpace(before), isSpace(after)];
  const [isPunctuationBefore, isPunctuationAfter] = [isPunctuation(before), isPunctuation(after)];
  const isLeft = !isSpaceAfter && (!isPunctuationAfter || isSpaceBefore || isPunctuationBefore);
  const isRight = !isSpaceBefore && (!isPunctuationBefore || isSpaceAfter || isPunctuationAfter);
  if (mark !== '_') return { canOpen: isLeft, canClose: isRight };
  // snake_case is a word
  return {
    canOpen: isLeft && (!isRight || isPunctuationBefore),
    canClose: isRight && (!isLeft || isPunctuationAfter),
  };
}

export class Delimiters {
  readonly #pieces: Pieces;
  #last: Delimiter | null = null;

  constructor(pieces: Pieces) {
    this.#pieces = pieces;
  }

  get last(): Delimiter | null {
    return this.#last;
  }

  add({ mark, length, canOpen, canClose, piece }: Omit<Delimiter, 'before' | 'after' | 'written'>): void {
    const before = this.#last;
    const added: Delimiter = { mark, length, written: length, canOpen, canClose, piece, before, after: null };
    if (this.#last) this.#last.after = added;
    this.#last = added;
  }

  /** Joins what belongs together behind a delimiter, and forgets those that belong to none. */
  join(bottom: Delimiter | null): void {
    // for each kind of closing mark, behind which no opening one is worth looking for
    const bottoms = new Map<string, Delimiter | null>();
    let closer = this.#first(bottom);
    while (closer) {
      const next: Delimiter | null = closer.after;
      if (!closer.canClose) {
        closer = next;
        continue;
      }
      const kind = `${closer.mark}${closer.canOpen}${closer.written % 3}`;
      const opener = this.#openerOf(closer, bottoms.has(kind) ? (bottoms.get(kind) ?? null) : bottom);
      if (opener && this.#wrap(opener, closer)) {
        if (closer.length === 0) {
          this.#remove(closer);
          closer = next;
        }
        continue;
      }
      if (!opener) bottoms.set(kind, closer.before);
      if (opener || !closer.canOpen) this.#remove(closer);
      closer = next;
    }
    while (this.#last && this.#last !== bottom) this.#remove(this.#last);
  }

  #first(bottom: Delimiter | null): Delimiter | null {
    let first: Delimiter | null = null;
    for (let one = this.#last; one && one !== bottom; one = one.before) first = one;
    return first;
  }

  #openerOf(closer: Delimiter, bottom: Delimiter | null): Delimiter | null {
    for (let one = closer.before; one && one !== bottom; one = one.before) {
      if (one.canOpen && one.mark === closer.mark && !isOddPair(one, closer)) return one;
    }
    return null;
  }

  /** @returns whether they were used; what is too deep stays as it was typed */
  #wrap(opener: Delimiter, closer: Delimiter): boolean {
    if (this.#pieces.depthBetween(opener.piece, closer.piece) >= DEPTH_MAX) return false;
    const used = opener.mark === '~' || (opener.length >= 2 && closer.length >= 2) ? 2 : 1;
    const { inlines, depth } = this.#pieces.takeBetween(opener.piece, closer.piece);
    this.#pieces.insertAfter(opener.piece, { type: typeOf(opener.mark, used), inlines }, depth + 1);
    for (let one = closer.before; one && one !== opener; one = closer.before) this.#remove(one);
    for (const delimiter of [opener, closer]) this.#use(delimiter, used);
    if (opener.length === 0) this.#remove(opener);
    return true;
  }

  #use(delimiter: Delimiter, used: number): void {
    delimiter.length -= used;
    if (delimiter.length === 0) this.#pieces.remove(delimiter.piece);
    else delimiter.piece.inline = { type: 'text', text: delimiter.mark.repeat(delimiter.length) };
  }

  #remove(delimiter: Delimiter): void {
    const { before, after } = delimiter;
    if (before) before.after = after;
    if (after) after.before = before;
    else this.#last = before;
  }
}

/** CommonMark's "multiple of 3" rule: `*foo**bar*` is one emphasis. */
function isOddPair(opener: Delimiter, closer: Delimiter): boolean {
  return (
    (opener.canClose || closer.canOpen) &&
    closer.written % 3 !== 0 &&
    (opener.written + closer.written) % 3 === 0
  );
}

function typeOf(mark: string, used: number): Emphasis {
  if (mark === '~') return 'strike';
  return used === 2 ? 'strong' : 'em';
}
