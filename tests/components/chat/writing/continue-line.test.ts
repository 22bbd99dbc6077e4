import { expect, test } from 'vitest';
import { continueLine } from '../../../../components/chat/writing/continue-line.ts';
import { isInFence } from '../../../../components/chat/writing/fences.ts';
import { drawn, passage } from './marked-passage.ts';

const unselected = (text: string) => passage(text, '{', '}');

test.each([
  ['a bullet', '- a|', '- a\n- |'],
  ['in the middle of an item', '* a|b', '* a\n* |b'],
  ['the next number', '9. a|', '9. a\n10. |'],
  ['a task that is open', '- [x] a|', '- [x] a\n- [ ] |'],
  ['an item within an item', '- a\n  - b|', '- a\n  - b\n  - |'],
  ['a quote', '> a|', '> a\n> |'],
  ['a list in a quote', '> - a|', '> - a\n> - |'],
  ['an empty item is the end of its list', '- a\n- |', '- a\n|'],
  ['an empty item within an item, too', '- a\n  1) |', '- a\n|'],
  ['an empty item in a quote leaves the quote', '> - |', '> |'],
  ['an empty quote is its end', '> a\n> |', '> a\n|'],
  ['a plain line', 'a|', null],
  ['before the marker', '|- a', null],
  ['a date is no item', '5.11. we meet|', null],
  ['a selection', '- {a}', null],
  ['code', '```\n- a|', null],
])('%s', (_what, before, after) => {
  const continued = continueLine(unselected(before));
  expect(continued && drawn(continued)).toBe(after);
});

test.each([
  ['before a fence', '|```\ncode', false],
  ['behind a fence', '```|', true],
  ['behind a fence with a language', '```js|', true],
  ['in code', 'text\n```js\na|', true],
  ['behind a closed block', '```\na\n```|', false],
  ['behind a fence that is too short', '````\na\n```|', true],
  ['behind a fence of another kind', '~~~\na\n```|', true],
  ['in the second block', '```\na\n```\n~~~\nb|', true],
  ['code within a line', '```a```|', false],
])('%s is code: %s', (_where, at, isCode) => {
  const { text, start } = unselected(at);
  expect(isInFence(text, start)).toBe(isCode);
});
