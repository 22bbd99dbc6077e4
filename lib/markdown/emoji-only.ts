import type { Block } from '#lib/markdown/tree';

/** Emoji of a message that says nothing else and shows them large. */
const LARGE_MAX = 20;
const EMOJI = /^(?:\p{RGI_Emoji}|\s)*$/v;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** @param isEmoji whether there is one of this name */
export function isEmojiOnly(blocks: readonly Block[], isEmoji: (name: string) => boolean): boolean {
  const [block, another] = blocks;
  if (block?.type !== 'paragraph' || another) return false;
  let count = 0;
  for (const inline of block.inlines) {
    if (inline.type === 'emoji' && isEmoji(inline.name)) count += 1;
    else if (inline.type === 'text' && isShort(inline.text) && EMOJI.test(inline.text))
      count += countIn(inline.text);
    else return false;
  }
  return count > 0 && count <= LARGE_MAX;
}

/** The longest emoji in use take 15 units. */
function isShort(text: string): boolean {
  return text.length <= LARGE_MAX * 16;
}

function countIn(text: string): number {
  return [...graphemes.segment(text)].filter(({ segment }) => segment.trim() !== '').length;
}
