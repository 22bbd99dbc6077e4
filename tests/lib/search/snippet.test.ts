import fc from 'fast-check';
import { expect, test } from 'vitest';
import { highlightsOf } from '#lib/search/highlights';
import { parseSearch } from '#lib/search/query';
import { snippetOf } from '#lib/search/snippet';

const search = (content: string, q: string) => {
  const words = parseSearch(q).words.map(({ text }) => text);
  return snippetOf(content, highlightsOf(content, words));
};
const shown = (content: string, q: string) => {
  const { parts, isCutBefore, isCutAfter } = search(content, q);
  const text = parts.map((part) => (part.isHit ? `[${part.text}]` : part.text)).join('');
  return `${isCutBefore ? '…' : ''}${text}${isCutAfter ? '…' : ''}`;
};

test('a short message is there as a whole, its hits marked', () => {
  expect(shown('Berth 14: the berth is free', 'berth')).toBe('[Berth] 14: the [berth] is free');
  expect(shown('Nothing marked', 'from:kevin')).toBe('Nothing marked');
});

test('a long one is cut around its first hit, between words', () => {
  const text = shown(`${'before '.repeat(100)}HIT ${'after '.repeat(100)}HIT`, 'hit');
  expect(text).toMatch(/^…before (before )+\[HIT\] (after )+aft?e?r? ?…$/);
  expect(text.indexOf('[HIT]')).toBeLessThan(90);
});

test('a hit near the beginning does not cut it', () => {
  expect(shown(`${'a '.repeat(20)}hit ${'b '.repeat(400)}`, 'hit')).toMatch(/^a a .*\[hit\] .*…$/);
});

test('a character is never cut in two', () => {
  const family = '👩‍👩‍👧‍👦';
  const { parts } = search(`${family.repeat(60)}hit${family.repeat(60)}`, 'hit');
  const text = parts.map((part) => part.text).join('');
  expect(text.replaceAll(family, '')).toBe('hit');
});

test('whatever is said and searched, what is shown is one piece of it with its first hit', () => {
  const words = fc.array(fc.constantFrom('hit', 'a', '会議', '👩‍👧', 'longer-word', '\n', '  '), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(words, (said) => {
      const content = said.join(' ');
      const { parts, isCutBefore, isCutAfter } = search(content, 'hit');
      const text = parts.map((part) => part.text).join('');
      expect(content).toContain(text);
      expect(isCutBefore || content.startsWith(text)).toBe(true);
      expect(isCutAfter || content.endsWith(text)).toBe(true);
      expect(text.length).toBeLessThanOrEqual(320);
      if (content.includes('hit')) expect(parts.some(({ isHit }) => isHit)).toBe(true);
    }),
  );
});
