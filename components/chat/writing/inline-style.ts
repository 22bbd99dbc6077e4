/**
 * Inline styles, read as text. The page's Content-Security-Policy holds in every document that it parses too: there
 * `element.style` is empty, and each `style` or `onclick` is an error in the console.
 */

/** Under such a name the policy takes no notice of it. */
export const INLINE_STYLE = 'data-style';

const VALUE = /=\s*(?:"[^"]*(?:"|$)|'[^']*(?:'|$))/.source;
// each ends at the end of the text at the latest, so that nothing is read twice
const STYLE_ELEMENT = /<style\b[\s\S]*?(?:<\/style\s*>|$)/.source;
const COMMENT = /<!--[\s\S]*?(?:-->|$)/.source;
const TAG = `<[a-z](?:${VALUE}|[^>])*(?:>|$)`;
const PARTS = new RegExp(`${STYLE_ELEMENT}|${COMMENT}|${TAG}`, 'gi');
const NAMES = new RegExp(`${VALUE}|(?<=[\\s"'/])(?:style|on[a-z]+)(?=\\s*=)`, 'gi');

/** The same HTML for a parser: without style sheets, and with what the policy minds in elements under other names. */
export function setStylesAside(html: string): string {
  return html.replace(PARTS, (part) => {
    if (/^<style\b/i.test(part)) return '';
    if (part.startsWith('<!--')) return part;
    return part.replace(NAMES, (name) => (name.startsWith('=') ? name : `data-${name.toLowerCase()}`));
  });
}

const DECLARATION = /([\w-]+)\s*:((?:"[^"]*(?:"|$)|'[^']*(?:'|$)|\([^)]*(?:\)|$)|[^;])*)/g;

/** What an element's own style says of a property, in lower case; empty when it says nothing. */
export function styleOf(element: Element): (property: string) => string {
  const style = element.getAttribute(INLINE_STYLE) ?? '';
  const declarations = new Map<string, string>();
  for (const [, property = '', value = ''] of style.matchAll(DECLARATION)) {
    const said = value.replace(/!\s*important/i, '').trim();
    declarations.set(property.toLowerCase(), said.toLowerCase());
  }
  return (property) => declarations.get(property) ?? '';
}
