import { expect, test } from 'vitest';
import { linkSelection, toggleLink } from '../../../../components/chat/writing/link.ts';
import { drawn, passage } from './marked-passage.ts';

/** Links have the other brackets. */
const selection = (text: string) => passage(text, '{', '}');
const shown = (linked: Parameters<typeof drawn>[0]) => drawn(linked, '{', '}');

test.each([
  ['a text wants its address', 'see {the docs}', 'see [the docs]({url})'],
  ['white space stays outside', 'see{ the docs }now', 'see [the docs]({url}) now'],
  ['an address wants its text', '{https://example.com/a}', '[|](https://example.com/a)'],
  ['brackets in an address', '{https://example.com/a_(b)}', '[|](https://example.com/a_%28b%29)'],
  ['nothing wants both', 'see |', 'see [|]()'],
  ['a link is its text again', '[the {docs}](https://example.com)', '{the docs}'],
  ['a link whose address is selected, too', '[the docs]({url})', '{the docs}'],
  ['a link without a text is its address again', '[|](https://example.com)', '{https://example.com}'],
  ['a whole link, too', '{[docs](https://example.com)}', '{docs}'],
  ['two links do not become one text', '{[a](b) [c](d)}', '[[a](b) [c](d)]({url})'],
  ['a link does not reach over paragraphs', '{a\n\nb}', '{a\n\nb}'],
])('%s', (_what, before, after) => {
  expect(shown(toggleLink(selection(before)))).toBe(after);
});

test.each([
  ['a selected text', 'see {the docs}', 'https://example.com', 'see [the docs](https://example.com)|'],
  ['a caret', 'see |', 'https://example.com', null],
  ['an address', '{https://a.example}', 'https://example.com', null],
  ['the address of a link', '[docs]({url})', 'https://example.com', null],
  ['several lines', '{a\nb}', 'https://example.com', null],
  ['a text, but what is pasted is no address', '{a}', 'javascript:alert(1)', null],
])('an address pasted over %s', (_what, before, pasted, after) => {
  const linked = linkSelection(selection(before), pasted);
  expect(linked && shown(linked)).toBe(after);
});
