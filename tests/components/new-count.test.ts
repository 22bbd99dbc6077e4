import { expect, it } from 'vitest';
import { UNREAD_MAX } from '#lib/timeline/unread';
import { countNew } from '../../components/chat/new-count.ts';
import { aMessage } from '../support/messages.ts';

const messages = [1, 2, 3, 60].map((seq) => aMessage({ seq, senderId: seq === 3 ? 'me' : 'other' }));
const hole = [{ from: 4, to: 59 }];

it('counts what others wrote after what was seen', () => {
  expect(countNew(messages, [], 'me', 1, UNREAD_MAX)).toBe(2);
  expect(countNew(messages, [], 'me', 60, 0)).toBe(0);
});

it('knows from the server how much of what is missing is news', () => {
  expect(countNew(messages, hole, 'me', 3, 12)).toBe(12);
  expect(countNew(messages, hole, 'me', 3, UNREAD_MAX)).toBe(57);
  // what was seen and not told yet is unread to the server
  expect(countNew(messages, hole, 'me', 3, 90)).toBe(57);
});
