/** The beginning of a long text, and what is left of it. */
import type { Block, Inline } from '#lib/markdown/tree';

export interface Halves {
  readonly beginning: readonly Block[];
  readonly rest: readonly Block[];
}

/** As how many characters a line or a block counts, however short it is. */
const LINE = 60;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** @param most characters of the beginning. Joined again both halves say the same, but that a block may be two. */
export function halvesOf(blocks: readonly Block[], most: number): Halves {
  const { taken, left } = split(blocks, { left: most }, splitBlock);
  return { beginning: taken, rest: left };
}

/** What may still be taken. */
interface Budget {
  left: number;
}

interface Parts<T> {
  taken: T[];
  left: T[];
}

function split<T>(
  whole: readonly T[],
  budget: Budget,
  splitOne: (one: T, budget: Budget) => Parts<T>,
): Parts<T> {
  const taken: T[] = [];
  for (const [index, one] of whole.entries()) {
    if (budget.left <= 0) return { taken, left: whole.slice(index) };
    const parts = splitOne(one, budget);
    taken.push(...parts.taken);
    if (parts.left.length > 0) return { taken, left: [...parts.left, ...whole.slice(index + 1)] };
  }
  return { taken, left: [] };
}

function splitBlock(block: Block, budget: Budget): Parts<Block> {
  budget.left -= LINE;
  switch (block.type) {
    case 'paragraph': {
      const { taken, left } = split(block.inlines, budget, splitInline);
      return partsOf(taken, left, (inlines) => ({ ...block, inlines }));
    }
    case 'code': {
      const at = endIn(block.text, budget);
      if (at === block.text.length) return { taken: [block], left: [] };
      const part = { ...block, whole: block.text };
      return {
        taken: [{ ...part, text: block.text.slice(0, at) }],
        left: [{ ...part, text: block.text.slice(at) }],
      };
    }
    case 'quote': {
      const { taken, left } = split(block.blocks, budget, splitBlock);
      return partsOf(taken, left, (blocks) => ({ ...block, blocks }));
    }
    case 'list': {
      const { taken, left } = split(block.items, budget, splitItem);
      const start = block.start === null ? null : block.start + taken.length;
      return {
        taken: [{ ...block, items: taken }],
        left: left.length > 0 ? [{ ...block, start, items: left }] : [],
      };
    }
    case 'table': {
      const { taken, left } = split(block.rows, budget, splitWhole);
      return partsOf(taken, left, (rows) => ({ ...block, rows }));
    }
  }
}

function partsOf<T, B extends Block>(taken: T[], left: T[], blockOf: (parts: T[]) => B): Parts<Block> {
  return { taken: [blockOf(taken)], left: left.length > 0 ? [blockOf(left)] : [] };
}

function splitItem(item: readonly Block[], budget: Budget): Parts<readonly Block[]> {
  const { taken, left } = split(item, budget, splitBlock);
  return { taken: [taken], left: left.length > 0 ? [left] : [] };
}

function splitWhole<T>(one: T, budget: Budget): Parts<T> {
  budget.left -= LINE;
  return { taken: [one], left: [] };
}

function splitInline(inline: Inline, budget: Budget): Parts<Inline> {
  if (inline.type !== 'text') {
    budget.left -= JSON.stringify(inline).length;
    return { taken: [inline], left: [] };
  }
  const at = endIn(inline.text, budget);
  const [taken, left] = [inline.text.slice(0, at), inline.text.slice(at)];
  return { taken: [{ ...inline, text: taken }], left: left === '' ? [] : [{ ...inline, text: left }] };
}

/** Where a text is to be cut: not within what a reader counts as one character. */
function endIn(text: string, budget: Budget): number {
  let end = 0;
  while (end < text.length && budget.left > 0) {
    budget.left -= text.charAt(end) === '\n' ? LINE : 1;
    end += 1;
  }
  if (end >= text.length) return text.length;
  return graphemes.segment(text.slice(0, end + 64)).containing(end)?.index ?? end;
}
