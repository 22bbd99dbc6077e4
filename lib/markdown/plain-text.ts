/** A message as one line without its marks: for a quote, a readout, a list of what waits or was found. */
import { sourceOf } from '#lib/markdown/named';
import { parsedOf } from '#lib/markdown/parsed';
import type { Block, Inline, Named } from '#lib/markdown/tree';

/** @param nameOf what stands for a mention or a channel; without it, what is stored */
export function plainTextOf(content: string, nameOf: (named: Named) => string = sourceOf): string {
  const texts = parsedOf(content).flatMap((block) => textsOf(block, nameOf));
  return texts.join(' ').replace(/\s+/gu, ' ').trim();
}

function textsOf(block: Block, nameOf: (named: Named) => string): string[] {
  const inLine = (inlines: readonly Inline[]) => inlines.map((inline) => textOf(inline, nameOf)).join('');
  switch (block.type) {
    case 'paragraph':
      return [inLine(block.inlines)];
    case 'code':
      return [block.text];
    case 'quote':
      return block.blocks.flatMap((inner) => textsOf(inner, nameOf));
    case 'list':
      return block.items.flat().flatMap((inner) => textsOf(inner, nameOf));
    case 'table':
      return [...block.head, ...block.rows.flat()].map(inLine);
  }
}

function textOf(inline: Inline, nameOf: (named: Named) => string): string {
  switch (inline.type) {
    case 'text':
    case 'code':
      return inline.text;
    case 'emoji':
      return `:${inline.name}:`;
    case 'mention':
    case 'broadcast':
    case 'channel':
      return nameOf(inline);
    default:
      return inline.inlines.map((inner) => textOf(inner, nameOf)).join('');
  }
}
