import fc from 'fast-check';
import { expect, test } from 'vitest';
import { halvesOf } from '#lib/markdown/beginning';
import { parseMarkdown } from '#lib/markdown/parse';
import { htmlOf } from './html.ts';

const lettersOf = (html: string) => html.replace(/<[^>]*>|\s/g, '');

test('both halves together say what the whole says', () => {
  const piece = fc.constantFrom(
    'word ',
    '\n',
    '\n\n',
    '- item\n',
    '1. one\n',
    '> said\n',
    '`code` ',
    '**much**',
    '|a|b|\n|-|-|\n|1|2|\n',
    '```\nlong\ncode\n```\n',
    '👩‍👩‍👧',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.nat(2_000), (pieces, most) => {
      const whole = parseMarkdown(pieces.join(''));
      const { beginning, rest } = halvesOf(whole, most);
      const said = lettersOf(htmlOf(beginning) + htmlOf(rest));
      // a table that is cut has its head twice
      if (!pieces.some((one) => one.startsWith('|'))) expect(said).toBe(lettersOf(htmlOf(whole)));
      if (rest.length === 0) expect(beginning).toEqual(whole);
    }),
  );
});

test('the beginning is about as long as it is to be, and no character is cut', () => {
  const family = '👩‍👩‍👧‍👦';
  const { beginning, rest } = halvesOf(parseMarkdown(family.repeat(10_000)), 4_000);
  const [first, second] = [lettersOf(htmlOf(beginning)), lettersOf(htmlOf(rest))];
  expect(first.length).toBeLessThanOrEqual(4_000);
  expect(first.length).toBeGreaterThan(3_800);
  expect(first.replaceAll(family, '')).toBe('');
  expect(first + second).toBe(family.repeat(10_000));
});

test('a list goes on with its number', () => {
  const list = Array.from({ length: 300 }, (_, index) => `${index + 1}. item`).join('\n');
  const { beginning, rest } = halvesOf(parseMarkdown(list), 1_000);
  const items = beginning[0]?.type === 'list' ? beginning[0].items.length : 0;
  expect(items).toBeGreaterThan(5);
  expect(rest[0]).toMatchObject({ type: 'list', start: items + 1 });
});
