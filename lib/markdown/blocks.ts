/**
 * CommonMark's blocks as a chat uses them: what has a mark is marked on each of its lines. No line belongs to the quote or the
 * item above it by mere closeness, so a block is the lines that have its mark, and what is in it the same lines without.
 */
import {
  closesFence,
  fenceOf,
  interruptsParagraph,
  isQuoted,
  type ListMark,
  listMarkOf,
  unquote,
} from '#lib/markdown/block-starts';
import { indentOf, isBlank, type Line, unindent } from '#lib/markdown/lines';
import { alignmentsOf, cellsOf, isRow } from '#lib/markdown/table';
import type { Alignment, Block, Inline } from '#lib/markdown/tree';

/** Blocks in one another; deeper marks are text. */
const DEPTH_MAX = 8;

/** What all readers of one text share. */
interface Reading {
  readonly readInlines: (text: string) => Inline[];
  /** Blocks that may still be read: those of a text with more are not looked at. */
  left: number;
}

/** The lines of one block and the blocks in it. */
class BlockReader {
  readonly blocks: Block[] = [];
  /** Two of its blocks have empty lines between them. */
  isSpaced = false;
  readonly #lines: readonly Line[];
  readonly #depth: number;
  readonly #reading: Reading;
  #next = 0;

  constructor(lines: readonly Line[], depth: number, reading: Reading) {
    this.#lines = lines;
    this.#depth = depth;
    this.#reading = reading;
  }

  read(): this {
    let isAfterBlank = false;
    for (let line = this.#line; line; line = this.#line) {
      if (isBlank(line)) {
        isAfterBlank = true;
        this.#next += 1;
        continue;
      }
      this.isSpaced ||= isAfterBlank && this.blocks.length > 0;
      isAfterBlank = false;
      this.#reading.left -= 1;
      if (this.#reading.left < 0) break;
      this.blocks.push(this.#readBlock(line));
    }
    return this;
  }

  get #line(): Line | undefined {
    return this.#lines[this.#next];
  }

  get #isDeep(): boolean {
    return this.#depth >= DEPTH_MAX;
  }

  #readBlock(line: Line): Block {
    if (fenceOf(line)) return this.#readCode();
    if (!this.#isDeep && isQuoted(line)) return this.#readQuote();
    const mark = this.#isDeep ? null : listMarkOf(line);
    if (mark) return this.#readList(mark);
    const alignments = alignmentsOf(line, this.#lines[this.#next + 1]);
    return alignments ? this.#readTable(alignments) : this.#readParagraph();
  }

  #within(lines: readonly Line[]): BlockReader {
    return new BlockReader(lines, this.#depth + 1, this.#reading).read();
  }

  /** The lines from here on for which something is true. */
  #take(isTaken: (line: Line) => boolean): Line[] {
    const first = this.#next;
    for (let line = this.#line; line && isTaken(line); line = this.#line) this.#next += 1;
    return this.#lines.slice(first, this.#next);
  }

  /** Without its end it goes on to the last line. */
  #readCode(): Block {
    const fence = this.#line && fenceOf(this.#line);
    if (!fence) return this.#readParagraph();
    this.#next += 1;
    const lines = this.#take((line) => !closesFence(line, fence));
    this.#next += 1;
    const text = lines.map((line) => unindent(line, fence.indent).text).join('\n');
    return { type: 'code', language: fence.language, text };
  }

  #readQuote(): Block {
    const lines = this.#take(isQuoted);
    return { type: 'quote', blocks: this.#within(lines.map(unquote)).blocks };
  }

  #readList(first: ListMark): Block {
    const items: Block[][] = [];
    let isLoose = false;
    for (let mark: ListMark | null = first; mark?.kind === first.kind; mark = this.#listMark()) {
      const { blocks, isSpaced, isBlankBehind } = this.#readItem(mark);
      items.push(blocks);
      isLoose ||= isSpaced || (isBlankBehind && this.#listMark()?.kind === first.kind);
      if (isBlankBehind && this.#listMark()?.kind !== first.kind) this.#backToBlank();
    }
    return { type: 'list', start: first.start, isLoose, items };
  }

  #listMark(): ListMark | null {
    return this.#line ? listMarkOf(this.#line) : null;
  }

  #readItem({ firstLine, indent }: ListMark) {
    this.#next += 1;
    // an item that begins with two empty lines is empty, and what follows is not its
    const isEmpty = isBlank(firstLine) && (!this.#line || isBlank(this.#line));
    const rest = isEmpty ? [] : this.#take((line) => isBlank(line) || indentOf(line) >= indent);
    const { blocks, isSpaced } = this.#within([firstLine, ...rest.map((line) => unindent(line, indent))]);
    const last = [...rest, ...this.#take(isBlank)].at(-1);
    return { blocks, isSpaced, isBlankBehind: last !== undefined && isBlank(last) };
  }

  /** Empty lines behind a list are between it and what follows. */
  #backToBlank(): void {
    this.#next -= 1;
  }

  #readTable(alignments: Alignment[]): Block {
    const [head = [], , ...rows] = this.#take(
      (line) => isRow(line) && !isBlank(line) && !this.#begins(line),
    ).map((line) => cellsOf(line));
    const readRow = (cells: string[]) =>
      alignments.map((_, index) => this.#reading.readInlines(cells[index] ?? ''));
    return { type: 'table', alignments, head: readRow(head), rows: rows.map(readRow) };
  }

  #readParagraph(): Block {
    const first = this.#next;
    this.#next += 1;
    this.#take((line) => !isBlank(line) && !this.#begins(line) && !this.#beginsTable());
    const text = this.#lines
      .slice(first, this.#next)
      .map(({ text }) => text)
      .join('\n');
    return { type: 'paragraph', inlines: this.#reading.readInlines(text) };
  }

  /** Whether a line begins something else than a paragraph. */
  #begins(line: Line): boolean {
    if (fenceOf(line)) return true;
    if (this.#isDeep) return false;
    const mark = listMarkOf(line);
    return isQuoted(line) || (mark !== null && interruptsParagraph(mark));
  }

  #beginsTable(): boolean {
    return this.#line !== undefined && alignmentsOf(this.#line, this.#lines[this.#next + 1]) !== null;
  }
}

/** @param most blocks @returns null when there are more */
export function readBlocks(
  lines: readonly Line[],
  most: number,
  readInlines: (text: string) => Inline[],
): Block[] | null {
  const reading: Reading = { readInlines, left: most };
  const { blocks } = new BlockReader(lines, 0, reading).read();
  return reading.left < 0 ? null : blocks;
}
