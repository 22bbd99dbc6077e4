import { inlinesOf } from '#lib/markdown/inlines-of';
import { parsedOf } from '#lib/markdown/parsed';

/** UTF-16 units of an address that is worth a preview. */
const ADDRESS_MAX = 2_048;

/** The web address of the first link that a message shows: the one that gets a preview. Null without one. */
export function firstLinkOf(content: string): string | null {
  for (const inline of inlinesOf(parsedOf(content))) {
    if (inline.type === 'link' && /^https?:/iu.test(inline.href)) {
      return inline.href.length <= ADDRESS_MAX ? inline.href : null;
    }
  }
  return null;
}
