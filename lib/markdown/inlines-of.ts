import type { Block, Inline } from '#lib/markdown/tree';

/** Everything in the lines of a text, in its order; what contains others comes before them. Blocks of code have none. */
export function inlinesOf(blocks: readonly Block[]): Inline[] {
  return blocks.flatMap(inBlock);
}

function inBlock(block: Block): Inline[] {
  switch (block.type) {
    case 'paragraph':
      return block.inlines.flatMap(withInner);
    case 'code':
      return [];
    case 'quote':
      return inlinesOf(block.blocks);
    case 'list':
      return inlinesOf(block.items.flat());
    case 'table':
      return [...block.head, ...block.rows.flat()].flat().flatMap(withInner);
  }
}

function withInner(inline: Inline): Inline[] {
  return 'inlines' in inline ? [inline, ...inline.inlines.flatMap(withInner)] : [inline];
}
