import { expect, test } from 'vitest';
import { setStylesAside, styleOf } from '../../../../components/chat/writing/inline-style.ts';

test.each([
  ['an attribute', '<b style="a:b">c</b>', '<b data-style="a:b">c</b>'],
  ['whatever its case and spaces', "<b\n STYLE = 'a:b'>", "<b\n data-style = 'a:b'>"],
  ['right behind another', '<b id="x"style=a:b>', '<b id="x"data-style=a:b>'],
  ['not within another', '<b title=" style=1>" style="x">', '<b title=" style=1>" data-style="x">'],
  ['not in a text', '<p>set style="a" and <b>b</b>', '<p>set style="a" and <b>b</b>'],
  ['not in a comment', '<!--<b style="a">-->', '<!--<b style="a">-->'],
  ['behind an apostrophe', "<p>don't <b style=x>", "<p>don't <b data-style=x>"],
  ['what would run', '<img src=x onError="a()">', '<img src=x data-onerror="a()">'],
  ['style sheets are nothing', 'a<style>b{c:d}</style><STYLE>e', 'a'],
])('%s', (_what, html, aside) => {
  expect(setStylesAside(html)).toBe(aside);
});

test.each([
  ['font-weight: 700', 'font-weight', '700'],
  ['color:red;FONT-STYLE : Italic !important ; x:y', 'font-style', 'italic'],
  ["font-family: 'A;b', monospace;white-space: pre", 'white-space', 'pre'],
  ['background:url(data:image/png;white-space:nowrap);white-space:pre', 'white-space', 'pre'],
  ['color:red;color:blue', 'color', 'blue'],
  ['color', 'color', ''],
])('%s', (style, property, value) => {
  const element = document.createElement('p');
  element.setAttribute('data-style', style);
  expect(styleOf(element)(property)).toBe(value);
});

test('what is made to take long takes no time', () => {
  const begun = performance.now();
  for (const part of ['<a "', "<a b='", '<!--', '<style ', '<a =']) setStylesAside(part.repeat(50_000));
  expect(performance.now() - begun).toBeLessThan(1_000);
});
