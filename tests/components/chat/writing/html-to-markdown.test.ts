import { expect, test } from 'vitest';
import { htmlToMarkdown } from '../../../../components/chat/writing/html-to-markdown.ts';

const VSCODE = `<meta charset='utf-8'><div style="color: #ccc;font-family: 'Droid Sans Mono', monospace;white-space: pre;"><div><span>if (a) {</span></div><br><div><span>  b  *  c * d;</span></div><div><span>}</span></div></div>`;
const DOCS = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:400;">plain </span><span style="font-weight:700;">bold</span> <span style="font-style:italic">italic</span> <span style="text-decoration:line-through">gone</span></p></b>`;

test.each([
  [
    'marks',
    '<p><b>bold</b> <em>italic</em> <s>gone</s> <code>a*b</code></p>',
    '**bold** *italic* ~~gone~~ `a*b`',
  ],
  [
    'a link',
    '<a href="https://example.com/a?b=1&amp;c_d=2">docs</a>',
    '[docs](https://example.com/a?b=1&c_d=2)',
  ],
  [
    'a link that is its text',
    '<a href="https://example.com/a_b_c">https://example.com/a_b_c</a>',
    'https://example.com/a_b_c',
  ],
  ['a list', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '- a\n  - b\n- c'],
  ['numbers', '<ol><li>a</li><li>b</li></ol>', '1. a\n2. b'],
  ['tasks', '<ul><li><input type="checkbox" checked> a</li></ul>', '- [x] a'],
  ['a quote', '<blockquote><p>a</p><p>b</p></blockquote>', '> a\n>\n> b'],
  ['code', '<pre><code class="language-js">a\n  b</code></pre>', '```js\na\n  b\n```'],
  [
    'a table',
    '<table><tr><th>a</th><th>b</th></tr><tr><td>1<br>2</td><td>x|y</td></tr></table>',
    '| a | b |\n| - | - |\n| 1 2 | x\\|y |',
  ],
  [
    'a table without a head',
    '<table><tr><td>a</td><td><b>b</b></td></tr><tr><td>1</td><td>2</td></tr></table>',
    '| a | **b** |\n| - | - |\n| 1 | 2 |',
  ],
  ['a line break', '<p>a<br>b</p>', 'a\nb'],
  [
    'line breaks of a text that keeps them',
    '<span style="white-space: pre-wrap">a\n<b>b</b></span>',
    'a\n**b**',
  ],
  ['a heading is bold', '<h2>Title</h2><p>text</p>', '**Title**\n\ntext'],
  [
    'a picture is its address',
    '<img src="https://example.com/a.png" alt="a cat">',
    '[a cat](https://example.com/a.png)',
  ],
  [
    'a picture without one is what the page says instead',
    '<img src="data:image/png;base64,AAAA" alt="a cat">',
    'a cat',
  ],
  [
    'what Markdown would take for a sign',
    '<p>1 * 2 * 3, snake_case_name, <b>a</b></p>',
    '1 \\* 2 \\* 3, snake_case_name, **a**',
  ],
  [
    'an address in a text',
    '<p>see https://example.com/?a=1&amp;b_c_=2 <b>now</b></p>',
    'see https://example.com/?a=1&b_c_=2 **now**',
  ],
  ['an address that is none', '<a href="javascript:alert(1)">press</a>', 'press'],
  ['scripts and styles are nothing', '<style>a{}</style><script>alert(1)</script><p>a</p>', 'a'],
  ['code of an editor, exactly', VSCODE, '```\nif (a) {\n\n  b  *  c * d;\n}\n```'],
  [
    'spaces at the edge of a mark stand beside it',
    '<p>a<b> b<i> c </i></b>d<b> <s></s></b><b><code>e</code> f</b></p>',
    'a **b _c_** d **`e` f**',
  ],
  [
    'where a sign and a letter meet no mark ends',
    '<p><b>Note:</b>text <span><i>(a)</i></span><span>b</span> <b>c.</b> d</p>',
    '**Note**:text *(a*)b **c.** d',
  ],
  ['a document of Google', DOCS, 'plain **bold** *italic* ~~gone~~'],
  [
    'a fragment as Windows has it',
    '<html><body>\r\n<!--StartFragment--><b>a</b><!--EndFragment-->\r\n</body></html>',
    '**a**',
  ],
])('%s', (_what, html, markdown) => {
  expect(htmlToMarkdown(html)).toBe(markdown);
});

test('nothing of it becomes a part of the page, is loaded or runs', () => {
  const before = document.documentElement.outerHTML;
  expect(htmlToMarkdown('<img src="x" onerror="window.wasRun = true"><b>a</b>')).toBe('**a**');
  expect(document.documentElement.outerHTML).toBe(before);
  expect(window).not.toHaveProperty('wasRun');
});
