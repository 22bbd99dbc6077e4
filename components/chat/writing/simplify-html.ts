import { INLINE_STYLE, styleOf } from './inline-style.ts';
import { isAddress } from './link.ts';

/** Makes of a parsed page's elements such as Markdown has words for; of all others, their text. */
export function simplify(body: HTMLElement): void {
  const all = (selector: string) => body.querySelectorAll<HTMLElement>(selector);
  for (const rule of all('hr, title')) rule.remove();
  for (const image of body.querySelectorAll('img')) image.replaceWith(linkToImage(image));
  for (const link of all('a')) if (!isAddress(link.getAttribute('href') ?? '')) unwrap(link);
  for (const element of all('u, mark')) unwrap(element);
  for (const heading of all('h1, h2, h3, h4, h5, h6')) emphasise(heading);
  for (const element of all(`[${INLINE_STYLE}]`)) applyStyle(element);
  // what is within another first
  for (const mark of [...all('b, strong, i, em, s, del, strike')].reverse()) trim(mark);
  for (const table of body.querySelectorAll('table')) nameColumns(table);
}

/** A picture of a page is an address here, or what the page says instead of it. */
function linkToImage(image: HTMLImageElement): Node {
  const source = image.getAttribute('src') ?? '';
  if (!/^https?:/i.test(source) || !isAddress(source)) return new Text(image.alt);
  const link = document.createElement('a');
  link.setAttribute('href', source);
  link.textContent = image.alt || source;
  return link;
}

/** Messages have no headings. */
function emphasise(heading: HTMLElement): void {
  const paragraph = document.createElement('p');
  wrapContent(heading, 'strong');
  paragraph.append(...heading.childNodes);
  heading.replaceWith(paragraph);
}

/** Google Docs and others write bold and italic as styles, and undo elements by them. */
function applyStyle(element: HTMLElement): void {
  const style = styleOf(element);
  const weight = style('font-weight');
  if (/^pre|^break-spaces/.test(style('white-space')) && element.tagName !== 'PRE') keepLineBreaks(element);
  if (element.tagName === 'B' && /^(?:normal|400)$/.test(weight)) unwrap(element);
  if (element.tagName !== 'SPAN') return;
  if (/^(?:bold|[6-9]00)$/.test(weight)) wrapContent(element, 'strong');
  if (style('font-style') === 'italic') wrapContent(element, 'em');
  const lines = `${style('text-decoration-line')} ${style('text-decoration')}`;
  if (lines.includes('line-through')) wrapContent(element, 'del');
}

/**
 * A mark of Markdown touches what it marks: the spaces at its edges belong to the text around it, and so do signs between
 * which and a letter no mark can end.
 */
function trim(mark: HTMLElement): void {
  const texts = textsIn(mark);
  const isBehindLetter = /[\p{L}\p{N}]$/u.test(beside(mark, 'previousSibling'));
  const isBeforeLetter = /^[\p{L}\p{N}]/u.test(beside(mark, 'nextSibling'));
  mark.before(takeFrom(texts[0], isBehindLetter ? /^[\s\p{P}\p{S}]+/u : /^\s+/));
  mark.after(takeFrom(texts.at(-1), isBeforeLetter ? /[\s\p{P}\p{S}]+$/u : /\s+$/));
  if (mark.textContent === '' && mark.children.length === 0) mark.remove();
}

/** The text of what stands before or behind a mark, which is often in an element without a meaning. */
function beside(mark: HTMLElement, side: 'previousSibling' | 'nextSibling'): string {
  let element = mark;
  while (!element[side] && element.parentElement?.tagName === 'SPAN') element = element.parentElement;
  return element[side]?.textContent ?? '';
}

function takeFrom(text: Text | undefined, spaces: RegExp): string {
  if (!text || text.parentElement?.closest('pre, code')) return '';
  const [taken = ''] = spaces.exec(text.data) ?? [];
  text.data = text.data.replace(spaces, '');
  return taken;
}

/** Markdown has no table without a head. */
function nameColumns({ rows: [head] }: HTMLTableElement): void {
  for (const cell of head?.querySelectorAll('td') ?? []) {
    const name = document.createElement('th');
    name.append(...cell.childNodes);
    cell.replaceWith(name);
  }
}

function keepLineBreaks(element: HTMLElement): void {
  for (const text of textsIn(element)) {
    if (text.parentElement?.closest('pre')) continue;
    const [first = '', ...lines] = text.data.split('\n');
    text.replaceWith(first, ...lines.flatMap((line) => [document.createElement('br'), line]));
  }
}

function textsIn(element: HTMLElement): Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
  return texts;
}

function wrapContent(element: HTMLElement, tagName: string): void {
  const wrapper = document.createElement(tagName);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

function unwrap(element: HTMLElement): void {
  element.replaceWith(...element.childNodes);
}
