import { expect, test } from 'vitest';
import { cleanFileName } from '#lib/attachments/file-name';
import { sizeInWords } from '#lib/attachments/file-size';
import { kindOf } from '#lib/attachments/kind';
import { ATTACHMENT_MAX_BYTES, partCountOf, partRange } from '#lib/attachments/limits';
import { summaryOf } from '#lib/attachments/summary';

test.each([
  ['report.pdf', 'report.pdf'],
  ['/home/me/report.pdf', 'report.pdf'],
  ['a\u202egnp.exe', 'agnp.exe'],
  ['\u3164', 'file'],
  ['\u{e0041}\u{e0042}', 'file'],
  [`z${'\u0301'.repeat(254)}`, `z${'\u0301'.repeat(32)}`],
  ['\u2067\u0000.', 'file'],
  ['  spaced name.txt ', 'spaced name.txt'],
  ['\ud800.txt', '\ufffd.txt'],
])('the name %j becomes %j', (given, clean) => {
  expect(cleanFileName(given)).toBe(clean);
});

test('a long name keeps its ending, and no half of a character', () => {
  const name = cleanFileName(`${'😀'.repeat(200)}.tar`);
  expect(name).toHaveLength(254);
  expect(name.endsWith('😀.tar')).toBe(true);
  expect(name.isWellFormed()).toBe(true);
});

test('the parts of a file are all of it, once', () => {
  for (const size of [1, 4 * 1024 * 1024, 4 * 1024 * 1024 + 1, ATTACHMENT_MAX_BYTES]) {
    const ranges = Array.from({ length: partCountOf(size) }, (_, part) => partRange(size, part));
    expect(ranges[0]?.from).toBe(0);
    expect(ranges.at(-1)?.to).toBe(size);
    for (const [index, { to }] of ranges.slice(0, -1).entries()) expect(ranges[index + 1]?.from).toBe(to);
  }
});

test.each([
  [1, '1 byte'],
  [1_000, '1,000 bytes'],
  [1_536, '1.5 KB'],
  [20 * 1024 * 1024, '20 MB'],
])('%d bytes are %s', (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words);
});

test.each([
  ['image/png', 10, 'picture'],
  ['image/png', null, 'file'],
  ['image/svg+xml', 10, 'file'],
  ['video/mp4', null, 'video'],
  ['audio/ogg', null, 'audio'],
  ['application/pdf', null, 'pdf'],
  ['text/html', null, 'file'],
])('%s with width %s is a %s', (mimeType, width, kind) => {
  expect(kindOf({ mimeType, width, height: width })).toBe(kind);
});

test('a message is summed up by its text, its file, or how many there are', () => {
  const [a, b] = [{ name: 'a.png' }, { name: 'b.png' }];
  expect(summaryOf('Look\nat this', [])).toBe('Look at this');
  expect(summaryOf('Look', [a])).toBe('Look (with a.png)');
  expect(summaryOf('', [a])).toBe('a.png');
  expect(summaryOf('', [a, b])).toBe('2 files');
});
