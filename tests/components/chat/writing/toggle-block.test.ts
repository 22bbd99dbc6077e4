import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  toggleCodeBlock,
  toggleList,
  toggleQuote,
} from '../../../../components/chat/writing/toggle-block.ts';
import { drawn, passage } from './marked-passage.ts';

const TOGGLES = { list: toggleList, quote: toggleQuote, code: toggleCodeBlock };
type Kind = keyof typeof TOGGLES;

test.each<[what: string, kind: Kind, before: string, after: string]>([
  ['lines', 'list', 'a\n[b\nc]\nd', 'a\n- [b\n- c]\nd'],
  ['items', 'list', '[- b\n- c]', '[b\nc]'],
  ['lines between items', 'list', '[- b\nc]', '[- b\n- c]'],
  ['an empty line', 'list', '|', '- |'],
  ['all but empty lines', 'list', '[b\n\nc]', '- [b\n\n- c]'],
  ['lines', 'quote', '[b\n\nc]', '> [b\n> \n> c]'],
  ['quoted lines', 'quote', '[> b\n>\n> c]', '[b\n\nc]'],
  ['partly quoted lines', 'quote', '[> b\nc]', '> [> b\n> c]'],
  ['nothing yet', 'code', '|', '```\n|\n```'],
  ['an empty block', 'code', '```\n|\n```', '|'],
  ['whole lines', 'code', 'a\nb[c\nd]e\nf', 'a\n```\nb[c\nd]e\n```\nf'],
  ['a block with its fences', 'code', '[```js\nb\n```]', '[b]'],
  ['code with a fence in it', 'code', '[a\n```\nb]', '````\n[a\n```\nb]\n````'],
])('%s: %s', (_what, kind, before, after) => {
  expect(drawn(TOGGLES[kind](passage(before)))).toBe(after);
});

test('twice is as before, the selection included', () => {
  const aPassage = fc
    .tuple(fc.string({ unit: fc.constantFrom(...'ab日 \n1.') }), fc.nat(), fc.nat())
    .map(([text, one, other]) => {
      const [start = 0, end = 0] = [one, other].map((n) => n % (text.length + 1)).toSorted((a, b) => a - b);
      return { text, start, end };
    });
  fc.assert(
    fc.property(aPassage, fc.constantFrom<Kind>('list', 'quote', 'code'), (before, kind) => {
      expect(TOGGLES[kind](TOGGLES[kind](before))).toEqual(before);
    }),
    { numRuns: 1_000 },
  );
});
