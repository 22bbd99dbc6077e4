import { isAddress } from './link.ts';

/** Makes of a parsed page's elements such as Markdown has words for; of all others, their text. */
export function simplify(body: HTMLElement): void {
  const all = (selector: string) => body.querySelectorAll<HTMLElement>(selector);
  for (const rule of all('hr, title')) rule.remove();
  for (const image of body.querySelectorAll('img')) image.replaceWith(linkToImage(image));
  for (const link of all('a')) if (!isAddress(link.getAttribute('href') ?? '')) unwrap(link);
  for (const element of all('u, mark')) unwrap(element);
  for (const heading of all('h1, h2, h3, h4, h5, h6')) emphasise(heading);
  for (const element of all('[style]')) applyStyle(element);
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
  const { fontWeight, fontStyle, textDecorationLine, textDecoration, whiteSpace } = element.style;
  if (/^pre|^break-spaces/.test(whiteSpace) && element.tagName !== 'PRE') keepLineBreaks(element);
  if (element.tagName === 'B' && /^(?:normal|400)$/.test(fontWeight)) unwrap(element);
  if (element.tagName !== 'SPAN') return;
  if (/^(?:bold|[6-9]00)$/.test(fontWeight)) wrapContent(element, 'strong');
  if (fontStyle === 'italic') wrapContent(element, 'em');
  if (`${textDecorationLine} ${textDecoration}`.includes('line-through')) wrapContent(element, 'del');
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
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: Node[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    const [first = '', ...lines] = (text.textContent ?? '').split('\n');
    if (text.parentElement?.closest('pre') || !(text instanceof Text)) continue;
    text.replaceWith(first, ...lines.flatMap((line) => [document.createElement('br'), line]));
  }
}

function wrapContent(element: HTMLElement, tagName: string): void {
  const wrapper = document.createElement(tagName);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

function unwrap(element: HTMLElement): void {
  element.replaceWith(...element.childNodes);
}
