import { expect, test } from 'vitest';
import { ATTACHMENT_MAX_BYTES } from '#lib/attachments/limits';
import { sortOut } from '#lib/attachments/sort-out';

const files = (count: number, size = 1) =>
  Array.from({ length: count }, (_, index) => ({ name: `file-${index + 1}`, size }));

test('what a message has room for is taken, and one file too many is named', () => {
  expect(sortOut(files(3), 2)).toEqual({
    taken: files(2),
    problems: ['“file-3” is one file too many: a message takes 10'],
  });
});

test('many that are too many are one sentence', () => {
  expect(sortOut(files(60), 8).problems).toEqual(['52 files are too many: a message takes 10']);
});

test.each([
  ['empty', 0],
  ['larger than 20 MB', ATTACHMENT_MAX_BYTES + 1],
])('a few that are %s are named, many are counted', (what, size) => {
  expect(sortOut(files(2, size), 10).problems).toEqual([`“file-1” is ${what}`, `“file-2” is ${what}`]);
  expect(sortOut(files(40, size), 10)).toEqual({ taken: [], problems: [`40 files are ${what}`] });
});
