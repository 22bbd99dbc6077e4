/**
 * Markdown as people type it in a chat. Lines break where they were broken, HTML is text, and so is what is not supported:
 * headings, lines, reference definitions, code by indentation. Never throws, and takes time in proportion to the text.
 */
import { readBlocks } from '#lib/markdown/blocks';
import { readInlines } from '#lib/markdown/inlines';
import { linesOf } from '#lib/markdown/lines';
import type { Block, Inline } from '#lib/markdown/tree';

/** Blocks and inlines that are drawn of one message: with more it is shown as it was typed. */
const NODES_MAX = 1_500;

/** Characters of a message that may be marks: so many that nobody wrote them to be read. */
const MARKS_MAX = 4_000;
const MARK = /[*_~`[\]<>|\n]/g;

/** @param linkTo what an address in round brackets leads to; null: nowhere, and the link is text */
export function parseMarkdown(
  content: string,
  linkTo?: (address: string) => string | null,
): readonly Block[] {
  if (isOverMarked(content)) return asTyped(content);
  const blocks = readBlocks(linesOf(content), NODES_MAX, (text) => readInlines(text, linkTo));
  return blocks === null || countIn(blocks) > NODES_MAX ? asTyped(content) : blocks;
}

function asTyped(content: string): readonly Block[] {
  return [{ type: 'paragraph', inlines: [{ type: 'text', text: content }] }];
}

function isOverMarked(content: string): boolean {
  return content.length > MARKS_MAX && (content.match(MARK)?.length ?? 0) > MARKS_MAX;
}

/** Stops counting when there are too many. */
function countIn(nodes: readonly (Block | Inline)[]): number {
  let count = nodes.length;
  for (const node of nodes) {
    if (count > NODES_MAX) break;
    for (const part of partsOf(node)) count += 1 + countIn(part);
  }
  return count;
}

function partsOf(node: Block | Inline): readonly (readonly (Block | Inline)[])[] {
  if (node.type === 'list') return node.items;
  if (node.type === 'table') return [...node.head, ...node.rows.flat()];
  if (node.type === 'quote') return [node.blocks];
  return 'inlines' in node ? [node.inlines] : [];
}
