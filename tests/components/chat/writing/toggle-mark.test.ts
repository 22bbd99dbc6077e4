import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Mark, toggleMark } from '../../../../components/chat/writing/toggle-mark.ts';
import { drawn, passage } from './marked-passage.ts';

test.each<[what: string, mark: Mark, before: string, after: string]>([
  ['a word', 'bold', 'one [two] three', 'one **[two]** three'],
  ['a marked word', 'bold', 'one **[two]** three', 'one [two] three'],
  ['a word selected with its marks', 'bold', 'one [**two**] three', 'one [two] three'],
  ['a part of a word', 'italic', 'un[believ]able', 'un*[believ]*able'],
  ['bold text in italics', 'italic', '**[two]**', '***[two]***'],
  ['bold and italic text', 'bold', '***[two]***', '*[two]*'],
  ['bold and italic text', 'italic', '***[two]***', '**[two]**'],
  ['without the white space around it', 'strike', 'one[ two ]three', 'one[ ~~two~~ ]three'],
  ['code', 'code', 'run [npm start]', 'run `[npm start]`'],
  ['code with a backtick in it', 'code', '[a`b]', '``[a`b]``'],
  ['such code again', 'code', '``[a`b]``', '[a`b]'],
  ['each line by itself', 'bold', '[one\n\ntwo]', '**[one**\n\n**two]**'],
  ['marked lines', 'bold', '[**one**\n\n**two**]', '[one\n\ntwo]'],
  ['only the lines that are not marked', 'bold', '[**one**\ntwo]', '[**one**\n**two]**'],
  ['text of a list and a quote', 'italic', '[- one\n> two\n1. three]', '[- *one*\n> *two*\n1. *three]*'],
  ['a line of stars that is no list', 'bold', '[*one*]', '[***one***]'],
  ['the word that the caret is in', 'bold', 'one tw|o', 'one **tw|o**'],
  ['the marked word that the caret is in', 'bold', 'one **tw|o**', 'one tw|o'],
  ['what is typed next', 'bold', 'one |', 'one **|**'],
  ['what is not typed after all', 'bold', 'one **|**', 'one |'],
  ['nothing: it steps out of the marks', 'bold', 'one **two|**', 'one **two**|'],
  ['only white space: nothing', 'bold', 'one[ \n ]two', 'one[ \n ]two'],
])('%s: %s', (_what, mark, before, after) => {
  expect(drawn(toggleMark(passage(before), mark))).toBe(after);
});

const aMark = fc.constantFrom<Mark>('bold', 'italic', 'strike', 'code');

/** A text of these letters with a selection in it. */
function aPassage(letters: string) {
  return fc
    .tuple(fc.string({ unit: fc.constantFrom(...letters) }), fc.nat(), fc.nat())
    .map(([text, one, other]) => {
      const [start = 0, end = 0] = [one, other].map((n) => n % (text.length + 1)).toSorted((a, b) => a - b);
      return { text, start, end };
    });
}

test('twice is as before, the selection included', () => {
  fc.assert(
    fc.property(aPassage('ab é日 \n.->1'), aMark, (before, mark) => {
      expect(toggleMark(toggleMark(before, mark), mark)).toEqual(before);
    }),
    { numRuns: 1_000 },
  );
});

test('no letter is lost or moved, whatever marks there are', () => {
  const letters = (text: string) => text.replace(/[*~`]/g, '');
  fc.assert(
    fc.property(aPassage('ab *~`\n-> 1.'), aMark, (before, mark) => {
      const after = toggleMark(before, mark);
      expect(letters(after.text)).toBe(letters(before.text));
      expect(letters(after.text.slice(after.start, after.end))).toBe(
        letters(before.text.slice(before.start, before.end)),
      );
    }),
    { numRuns: 1_000 },
  );
});
