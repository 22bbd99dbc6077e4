import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSame, isWritable, replaceFilters } from '#lib/search/edit';
import { parseSearch, type SearchFilter } from '#lib/search/query';

const filter = (name: SearchFilter['name'], value: string, isWithout = false): SearchFilter => ({
  name,
  value,
  isWithout,
});
const never = () => false;
const isFrom = ({ name, isWithout }: SearchFilter) => name === 'from' && !isWithout;

test.each([
  ['', never, filter('from', 'Mary'), 'from:Mary'],
  ['harbour "two words"', never, filter('from', 'Mary Ann'), 'from:"Mary Ann" harbour "two words"'],
  ['berth from:kevin in:random -x', isFrom, filter('from', 'mary'), 'from:mary berth in:random -x'],
  ['berth from:kevin  in:random', isFrom, null, 'berth in:random'],
  ['from:kevin FROM:"Mary Ann" -from:tom', isFrom, null, '-from:tom'],
  ['"from:kevin said"', isFrom, null, '"from:kevin said"'],
  ['https://example.com/?from:kevin', isFrom, null, 'https://example.com/?from:kevin'],
  ['an "open quote', never, filter('in', 'a b'), 'in:"a b" an "open quote'],
])('in %j', (typed, isReplaced, next, expected) => {
  expect(replaceFilters(typed, isReplaced, next)).toBe(expected);
});

test('what cannot be typed is known', () => {
  for (const value of ['Jo "Ace" Smith', '@home', ' ', ''])
    expect(isWritable(filter('from', value))).toBe(false);
  for (const value of ['Jo Smith', 'jo@example.com', '王', '-'])
    expect(isWritable(filter('from', value))).toBe(true);
  expect(isWritable(filter('on', '2026-02-30'))).toBe(false);
});

test('a name of nothing is no filter', () => {
  expect(parseSearch('from:@ in:# in:" "').filters).toEqual([]);
});

const name = fc.constantFrom<SearchFilter['name']>('from', 'in', 'before', 'after', 'on', 'has', 'mentions');
const value = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
  fc.constantFrom('Mary Ann', 'me', 'link', '2026-11-20', '@x', '-x'),
);
const filters = fc.record({ name, value, isWithout: fc.boolean() }).filter(isWritable);
/** Parts that mean something, beside any others. Few enough that all of them are searched. */
const typed = fc
  .array(
    fc.constantFrom(
      '"',
      '-',
      ' ',
      ' ',
      'from:',
      'in:',
      'on:2026-11-20',
      'has:link',
      'mary',
      '"a b"',
      'é',
      '会',
    ),
  )
  .map((parts) => parts.join(''))
  .filter((text) => text.split(/[\s"]/u).length < 19);

test('a filter that is written is read again, and the rest stays what it was', () => {
  fc.assert(
    fc.property(typed, filters, (text, next) => {
      const before = parseSearch(text);
      const after = parseSearch(replaceFilters(text, never, next));
      expect(after).toEqual({ words: before.words, filters: [next, ...before.filters] });
    }),
  );
});

test('filters that are taken away take nothing else with them', () => {
  fc.assert(
    fc.property(typed, name, (text, gone) => {
      const before = parseSearch(text);
      const after = parseSearch(replaceFilters(text, (one) => one.name === gone, null));
      expect(after).toEqual({
        words: before.words,
        filters: before.filters.filter((one) => one.name !== gone),
      });
    }),
  );
});

test('one of several is replaced', () => {
  const first = filter('after', '2026-01-01');
  const text = 'after:2026-01-01 plan before:2026-02-01';
  expect(replaceFilters(text, (one) => isSame(one, first), filter('after', '2026-01-05'))).toBe(
    'after:2026-01-05 plan before:2026-02-01',
  );
});
