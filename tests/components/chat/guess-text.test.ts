import { expect, test } from 'vitest';
import { guessTextHeight } from '../../../components/chat/text/guess-text.ts';
import { MORE_HEIGHT, noteOpened, SHORT_HEIGHT } from '../../../components/chat/text/long-text.ts';

const guess = (content: string, id = 'message') => guessTextHeight(id, content, 736);

// as they were measured in Chromium
test.each([
  ['one line', 'hi', 23],
  ['two', 'hi\nthere', 46],
  ['two paragraphs', 'hi\n\nthere', 54],
  ['code of two lines', '```ts\na\nb\n```', 86],
  ['a table of three rows', '| a |\n|---|\n| 1 |\n| 2 |', 96],
  ['a list', '- one\n- two', 46],
  ['a few emoji', '🎉👍🏽 👩‍👩‍👧‍👦', 40],
])('%s', (_what, content, height) => {
  expect(guess(content)).toBe(height);
});

test('a long text is as high as its beginning, until it is opened', () => {
  const log = 'line\n'.repeat(100).trimEnd();
  expect(guess(log, 'long')).toBe(SHORT_HEIGHT + MORE_HEIGHT);

  noteOpened('long', true);
  expect(guess(log, 'long')).toBe(100 * 23 + MORE_HEIGHT);
});
