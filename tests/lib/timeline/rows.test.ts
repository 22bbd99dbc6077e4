import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsOf, storedRowsOf } from '#lib/timeline/rows';
import { aMessage } from '../../support/messages.ts';

const HOUR = 3_600_000;
const message = fc.record({
  minutes: fc.nat(600),
  sender: fc.constantFrom('kevin', 'mary'),
  isDeleted: fc.boolean(),
});

test('rows that went on from those before are the rows of all', () => {
  const start = Date.UTC(2026, 10, 18, 20);
  fc.assert(
    fc.property(fc.array(message, { maxLength: 30 }), fc.nat(30), fc.nat(30), (all, cut, after) => {
      const messages = all.map(({ minutes, sender, isDeleted }, index) =>
        aMessage({
          seq: index * 3 + 1,
          senderId: sender,
          createdAt: new Date(start + index * HOUR + minutes * 1_000).toISOString(),
          deletedAt: isDeleted ? new Date(start).toISOString() : null,
        }),
      );
      const holes = messages.slice(1).map(({ seq }) => ({ from: seq - 2, to: seq - 1 }));
      const firstUnread = { after, myId: 'kevin' };
      const before = storedRowsOf(messages.slice(0, cut), holes, firstUnread);

      const { rows } = storedRowsOf(messages, holes, firstUnread, before);
      expect(rows).toEqual(storedRowsOf(messages, holes, firstUnread).rows);
      // and those before were left as they were
      expect(before.rows).toEqual(storedRowsOf(messages.slice(0, cut), holes, firstUnread).rows);
    }),
  );
});

test('the line stands above the first message of somebody else that was not read and is still there', () => {
  const messages = [
    aMessage({ seq: 1, senderId: 'mary' }),
    aMessage({ seq: 2, senderId: 'kevin' }),
    aMessage({ seq: 3, senderId: 'mary', deletedAt: new Date().toISOString() }),
    aMessage({ seq: 4, senderId: 'mary' }),
    aMessage({ seq: 5, senderId: 'mary' }),
  ];
  const { rows } = storedRowsOf(messages, [], { after: 1, myId: 'kevin' });
  const line = rows.findIndex(({ type }) => type === 'new');

  expect(rows.filter(({ type }) => type === 'new')).toHaveLength(1);
  expect(rows[line + 1]).toMatchObject({ message: { seq: 4 }, startsGroup: true });
});

test('what is pending comes last, under a day of its own when it was written on one', () => {
  const stored = storedRowsOf([aMessage({ seq: 1, createdAt: new Date(2026, 10, 17, 9).toISOString() })]);
  const pending = {
    id: 'mine',
    channelId: 'c',
    senderId: 'kevin',
    content: 'hi',
    replyTo: null,
    attachments: [],
    waitsFor: [],
    writtenAt: new Date(2026, 10, 18, 9).toISOString(),
    state: 'sending' as const,
    attempts: 0,
    retryAt: null,
  };
  expect(rowsOf(stored, [pending]).map(({ type }) => type)).toEqual(['day', 'message', 'day', 'pending']);
  expect(rowsOf(stored, [])).toBe(stored.rows);
});
