import { parseMarkdown } from '#lib/markdown/parse';
import type { Block } from '#lib/markdown/tree';

/** Texts whose trees are kept: some screens of a list, which come and go as it is scrolled. */
const KEPT_MAX = 400;

const kept = new Map<string, readonly Block[]>();

/** The tree of a text. A text is parsed once, not once for each rendering: another rev is another text. */
export function parsedOf(content: string): readonly Block[] {
  const known = kept.get(content);
  if (known) return known;
  const blocks = parseMarkdown(content);
  const [oldest] = kept.keys();
  if (kept.size >= KEPT_MAX && oldest !== undefined) kept.delete(oldest);
  kept.set(content, blocks);
  return blocks;
}
