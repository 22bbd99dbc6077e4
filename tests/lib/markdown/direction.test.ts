import { expect, test } from 'vitest';
import { directionOf } from '#lib/markdown/direction';
import { parsedOf } from '#lib/markdown/parsed';

test.each([
  ['- عنصر\n- two', 'rtl'],
  ['1. one\n2. שתיים', 'ltr'],
  ['> **שלום** hello', 'rtl'],
  ['| 1 | واحد |\n|---|---|\n| a | b |', 'rtl'],
  ['- `code` <@01890000-0000-7000-8000-000000000001> שלום', 'rtl'],
  ['- 1\n- 2', undefined],
])('%s', (content, direction) => {
  const [block] = parsedOf(content);
  expect(block && directionOf(block)).toBe(direction);
});
