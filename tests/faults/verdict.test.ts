import { expect, test } from 'vitest';
import { isClean, judge } from './verdict.ts';

const said = [
  ['k-1', 'k-2'],
  ['m-1', 'm-2'],
];
const stored = ['k-1', 'm-1', 'k-2', 'm-2'];

test('everything once, in the order of each person, on both pages', () => {
  expect(isClean(judge(said, stored, { Kevin: stored, Mary: stored }))).toBe(true);
});

test.each([
  ['lost', { lost: ['m-2'] }, ['k-1', 'm-1', 'k-2']],
  ['stored twice', { doubled: ['k-1'] }, [...stored, 'k-1']],
  ['stored before what was said first', { outOfOrder: ['k-2'] }, ['k-2', 'k-1', 'm-1', 'm-2']],
])('a message that is %s is found', (_what, found, table) => {
  expect(judge(said, table, { Kevin: table, Mary: table })).toMatchObject(found);
});

test.each([
  ['lacks one', stored.slice(1)],
  ['has one twice', [...stored, 'm-2']],
  ['has them in another order', stored.toReversed()],
])('a page that %s is found', (_what, shown) => {
  expect(judge(said, stored, { Kevin: stored, Mary: shown }).differing).toEqual(['Mary']);
});
