import { expect, test } from 'vitest';
import { withEmoji } from '#lib/markdown/emoji-names';

const byName = new Map([
  ['tada', '🎉'],
  ['100', '💯'],
]);

test.each([
  ['Done :tada:!', 'Done 🎉!'],
  [':tada: :tada:', '🎉 🎉'],
  [':tada::100:', '🎉:100:'],
  ['at 10:100:30', 'at 10:100:30'],
  ['what is :sloth:?', 'what is :sloth:?'],
])('%s', (line, shown) => {
  expect(withEmoji(line, byName)).toBe(shown);
});
