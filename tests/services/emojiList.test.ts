import { expect, test } from 'vitest';
import { findEmoji } from '#lib/emoji-search';
import { loadEmoji } from '#services/emojiList';

test.each([
  ['rocket', '🚀'],
  ['fire', '🔥'],
  ['ok', '🆗'],
  ['heart', '❤️'],
  ['eyes', '👀'],
  ['thumbs', '👍'],
  ['party pop', '🎉'],
  [':tada:', '🎉'],
  ['white_check', '✅'],
  ['+1', '👍'],
  ['pinata', '🪅'],
  ['hundred', '💯'],
])('%s finds %s first', async (query, first) => {
  const { emoji } = await loadEmoji();
  expect(findEmoji(emoji, query)[0]?.emoji).toBe(first);
});

test('what fits as well stays in the order of the list; what has no such name is not found', async () => {
  const { emoji } = await loadEmoji();
  expect(findEmoji(emoji, ' ')).toEqual(emoji);
  expect(findEmoji(emoji, 'no such thing')).toEqual([]);
  const squares = findEmoji(emoji, 'square').map(({ emoji: one }) => one);
  expect(squares.indexOf('🟥')).toBeLessThan(squares.indexOf('🟧'));
});
