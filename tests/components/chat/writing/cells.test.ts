import { expect, test } from 'vitest';
import { cellsOf, isTabular, tableOf } from '../../../../components/chat/writing/cells.ts';

test.each([
  [
    'rows and columns',
    'a\tb\n1\t2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'empty cells at every end',
    '\tb\n1\t',
    [
      ['', 'b'],
      ['1', ''],
    ],
  ],
  [
    'a line break, a tab and quotes in a cell',
    'a\tb\n"1\n2"\t"say ""hi""\t"',
    [
      ['a', 'b'],
      ['1\n2', 'say "hi"\t'],
    ],
  ],
  [
    'quotes that are of the text',
    '"a" b\t"c"\n1\t2',
    [
      ['"a" b', '"c"'],
      ['1', '2'],
    ],
  ],
  [
    'a quote that nothing ends',
    '"a\tb\n1\t2',
    [
      ['"a', 'b'],
      ['1', '2'],
    ],
  ],
  ['one row', 'a\tb', null],
  ['one column', 'a\nb', null],
  ['rows of different length', 'a\tb\n1', null],
  ['nothing', '', null],
])('%s', (_what, copied, cells) => {
  expect(cellsOf(copied)).toEqual(cells);
});

test.each([
  ['cells', 'a\tb\n1\t2', true],
  ['indented code', '\tif (a)\n\t\tb()', false],
  ['indented lines of one depth', '\ta\n\tb', false],
])('%s as plain text are a table: %s', (_what, copied, isTable) => {
  expect(isTabular(copied)).toBe(isTable);
});

test('a table has its head first, and no cell can break it or be read as Markdown', () => {
  expect(
    tableOf([
      ['Name', 'Price'],
      ['a|b', '*1*\n`2`'],
      ['snake_case', String.raw`C:\*`],
    ]),
  ).toBe(
    [
      '| Name | Price |',
      '| --- | --- |',
      String.raw`| a\|b | \*1\* \`2\` |`,
      String.raw`| snake_case | C:\\\* |`,
    ].join('\n'),
  );
});
