/** Whom a message addresses. */
import { parsedOf } from '#lib/markdown/parsed';
import type { Block, Inline } from '#lib/markdown/tree';

export interface Mentions {
  /** Each once, in the order of the text. */
  readonly userIds: readonly string[];
  /** All members, and those of them who are online. */
  readonly channel: boolean;
  readonly here: boolean;
}

/** What stands in code is nobody's mention. */
export function mentionsOf(content: string): Mentions {
  const found = parsedOf(content).flatMap(inBlock);
  const isTo = (to: string) => found.some((inline) => inline.type === 'broadcast' && inline.to === to);
  return {
    userIds: [...new Set(found.flatMap((inline) => (inline.type === 'mention' ? [inline.userId] : [])))],
    channel: isTo('channel'),
    here: isTo('here'),
  };
}

function inBlock(block: Block): Inline[] {
  switch (block.type) {
    case 'paragraph':
      return block.inlines.flatMap(inInline);
    case 'code':
      return [];
    case 'quote':
      return block.blocks.flatMap(inBlock);
    case 'list':
      return block.items.flat().flatMap(inBlock);
    case 'table':
      return [...block.head, ...block.rows.flat()].flat().flatMap(inInline);
  }
}

function inInline(inline: Inline): Inline[] {
  return 'inlines' in inline ? inline.inlines.flatMap(inInline) : [inline];
}
