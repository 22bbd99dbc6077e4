import { expect, test } from 'vitest';
import { firstLinkOf } from '#lib/first-link';

test.each([
  ['See https://example.com/a_(b)?q=1, or http://example.org.', 'https://example.com/a_(b)?q=1'],
  ['(see https://example.com/a)', 'https://example.com/a'],
  ['[a page](https://example.com/x "title")', 'https://example.com/x'],
  ['**https://example.com**', 'https://example.com'],
  ['<https://example.com/>', 'https://example.com/'],
  ['HTTPS://Example.com', 'HTTPS://Example.com'],
  ['`https://a.test` https://b.test', 'https://b.test'],
  ['``https://a.test ` `` https://b.test', 'https://b.test'],
  ['```js\nhttps://a.test\n```\nhttps://b.test', 'https://b.test'],
  ['~~~\nhttps://a.test\n```\n~~~~\nhttps://b.test', 'https://b.test'],
  ['a ` alone https://b.test', 'https://b.test'],
])('of %j it is %s', (content, link) => {
  expect(firstLinkOf(content)).toBe(link);
});

test.each([
  'no link',
  'javascript:alert(1)',
  'data:text/html,https',
  'ftp://example.com',
  'xhttps://example.com',
  'https:// example.com',
  '`https://a.test`',
  '```\nhttps://a.test',
  `https://example.com/${'x'.repeat(2_048)} https://b.test`,
])('%j has none', (content) => {
  expect(firstLinkOf(content)).toBeNull();
});

test.each([
  ['backticks', '`'.repeat(200_000)],
  ['backticks apart', '` '.repeat(100_000)],
  ['backticks of all lengths', Array.from({ length: 600 }, (_, length) => '`'.repeat(length)).join(' ')],
  ['fences', '```\n'.repeat(50_000)],
  ['brackets', `https://x/${')'.repeat(199_000)}`],
  ['starts', 'https://'.repeat(25_000)],
])('the longest message of %s is looked through at once', (_what, content) => {
  const began = performance.now();
  firstLinkOf(content);
  expect(performance.now() - began).toBeLessThan(500);
});
