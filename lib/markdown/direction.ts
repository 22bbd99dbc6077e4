import { inlinesOf } from '#lib/markdown/inlines-of';
import type { Block } from '#lib/markdown/tree';

const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/**
 * On which side a list, a quote or a table begins: by its first letter. `dir="auto"` says nothing there, since it passes over
 * whatever has a direction of its own, as every line within has. Undefined where there is no letter.
 */
export function directionOf(block: Block): 'ltr' | 'rtl' | undefined {
  for (const inline of inlinesOf([block])) {
    const [letter] = (inline.type === 'text' && /\p{L}/u.exec(inline.text)) || [];
    if (letter) return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
  }
  return undefined;
}
