import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMarkdown } from '#lib/markdown/parse';
import { htmlOf } from './html.ts';

const html = (content: string) => htmlOf(parseMarkdown(content)).trim();
const kevin = '0191e0a0-0000-7000-8000-000000000001';

test.each([
  ['a line break as it was typed', 'one\ntwo', '<p>one\ntwo</p>'],
  ['strike', '~~gone~~ ~not~ ~~~~', '<p><del>gone</del> ~not~ ~~~~</p>'],
  [
    'a quote of one line, and what follows it',
    '> theirs\nmine',
    '<blockquote>\n<p>theirs</p>\n</blockquote>\n<p>mine</p>',
  ],
  [
    'a list in a message',
    'Bring:\n- tea\n- milk\nThanks',
    '<p>Bring:</p>\n<ul>\n<li>tea</li>\n<li>milk</li>\n</ul>\n<p>Thanks</p>',
  ],
  ['a number in a message', 'in\n14. of May', '<p>in\n14. of May</p>'],
  ['a task as text', '- [x] done', '<ul>\n<li>[x] done</li>\n</ul>'],
  ['a heading as text', '# not\n## yet', '<p># not\n## yet</p>'],
  ['a line as text', 'a\n\n---', '<p>a</p>\n<p>---</p>'],
  ['HTML as text', '<b>x</b> &amp; y', '<p>&lt;b&gt;x&lt;/b&gt; &amp;amp; y</p>'],
  [
    'a picture as a link',
    '![cat](https://a.example/c.png)',
    '<p><a href="https://a.example/c.png">cat</a></p>',
  ],
  [
    'a picture in a link',
    '[![cat](https://a.example/c.png)](https://a.example)',
    '<p><a href="https://a.example">cat</a></p>',
  ],
  [
    'a bare address and its sentence',
    '(https://a.example/b_(c)_d).',
    '<p>(<a href="https://a.example/b_(c)_d">https://a.example/b_(c)_d</a>).</p>',
  ],
  [
    'an address that is bold',
    '**https://a.example**',
    '<p><strong><a href="https://a.example">https://a.example</a></strong></p>',
  ],
  [
    'an address as the text of another',
    '[https://a.example](https://b.example)',
    '<p><a href="https://b.example">https://a.example</a></p>',
  ],
  [
    'an address without its scheme',
    'www.a.example',
    '<p><a href="http://www.a.example">www.a.example</a></p>',
  ],
  ['no address in a word', 'xhttps://a.example', '<p>xhttps://a.example</p>'],
  ['a link that leads nowhere as text', '[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>'],
  [
    'a table',
    '| a | b |\n|---|:-:|\n| 1 | x\\|y |\nand text',
    '<table>a | b\n1 | x|y</table>\n<p>and text</p>',
  ],
  ['a table whose head does not fit as text', '| a |\n|-|-|', '<p>| a |\n|-|-|</p>'],
  ['an unclosed fence', '```ts\nconst a = 1;', '<pre><code class="language-ts">const a = 1;\n</code></pre>'],
  ['the tab of a Makefile', '```\n\tall:\n```', '<pre><code>\tall:\n</code></pre>'],
  ['a mention', `Hi <@${kevin}>!`, `<p>Hi @${kevin}!</p>`],
  ['a mention in capitals', `<@${kevin.toUpperCase()}>`, `<p>@${kevin}</p>`],
  ['a channel and everybody', `<#${kevin}> <!here> <!channel>`, `<p>#${kevin} @here @channel</p>`],
  ['a mention in code as text', `\`<@${kevin}>\``, `<p><code>&lt;@${kevin}&gt;</code></p>`],
  ['no mention without an id', '<@kevin>', '<p>&lt;@kevin&gt;</p>'],
])('%s', (_what, content, expected) => {
  expect(html(content)).toBe(expected);
});

test('the name of an emoji stands alone', () => {
  const emojiIn = (content: string) => JSON.stringify(parseMarkdown(content)).includes('"emoji"');
  expect(emojiIn(':tada:')).toBe(true);
  expect(emojiIn('Done :+1:!')).toBe(true);
  expect(emojiIn('10:30:45')).toBe(false);
  expect(emojiIn('std::vector::size')).toBe(false);
  expect(emojiIn('`:tada:`')).toBe(false);
});

/** Pieces of which messages that break parsers are made. */
const PIECES = [
  ...'*_~`[]()<>!|\\:#-+.=&"\' \n\t1ax',
  '**',
  '```',
  '> ',
  '- ',
  '1. ',
  '](',
  'https://a.example',
  'www.',
  `<@${kevin}>`,
  '|-|-|',
  '    ',
  '\r\n',
  '👩‍👩‍👧',
  '\u202e',
  '\ud800',
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 120 }).map((pieces) => pieces.join(''));

test('whatever is written, every link is one that may be followed and no text is lost', () => {
  fc.assert(
    fc.property(text, (content) => {
      const blocks = parseMarkdown(content);
      const json = JSON.stringify(blocks);
      for (const [, href] of json.matchAll(/"href":"((?:\\.|[^"\\])*)"/g))
        expect(href).toMatch(/^(?:https?:\/\/|mailto:)/i);
      for (const letter of ['x', 'a']) {
        const count = (said: string) => said.split(letter).length;
        // what a link leads to and its title are not part of what is read
        if (!json.includes('"link"') && !json.includes('"code"') && !json.includes('"table"'))
          expect(count(htmlOf(blocks))).toBeGreaterThanOrEqual(count(content));
      }
    }),
    { numRuns: 2_000 },
  );
});

test('whatever is written, it is not deeper than it can be drawn', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...PIECES),
      fc.constantFrom(...PIECES),
      fc.nat(4_000),
      (one, other, times) => {
        expect(depthOf(parseMarkdown(`${one.repeat(times)}a${other.repeat(times)}`))).toBeLessThan(80);
      },
    ),
  );
});
