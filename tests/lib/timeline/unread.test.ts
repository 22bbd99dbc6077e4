import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMPTY_TIMELINE, hearMessage } from '#lib/timeline/channel-timeline';
import { countLabel, unreadOf } from '#lib/timeline/unread';
import { aMessage, personId } from '../../support/messages.ts';

const me = personId(1);
const other = personId(2);
const channel = { kind: 'public' as const, lastSeq: 0, lastReadSeq: 0, unread: 0, mentions: 0 };
const timelineOf = (...senders: string[]) =>
  senders
    .map((senderId, index) => aMessage({ seq: index + 1, senderId }))
    .reduce(hearMessage, EMPTY_TIMELINE);

test('messages of others after the watermark count, own ones do not', () => {
  const timeline = timelineOf(other, other, me, other);
  expect(unreadOf(channel, timeline, me).unread).toBe(3);
  expect(unreadOf({ ...channel, lastReadSeq: 2 }, timeline, me).unread).toBe(1);
  expect(unreadOf({ ...channel, lastReadSeq: 4 }, timeline, me).unread).toBe(0);
});

test('an unread message that is deleted lowers the count, whatever the server had counted', () => {
  const before = timelineOf(other, other);
  const deleted = aMessage({
    seq: 2,
    rev: 3,
    senderId: other,
    content: '',
    deletedAt: new Date(0).toISOString(),
  });
  expect(unreadOf({ ...channel, lastSeq: 2, unread: 2 }, hearMessage(before, deleted), me).unread).toBe(1);
});

test('who is called, by name or with everybody, is told; in a direct message every message calls', () => {
  const timeline = [
    aMessage({ seq: 2, senderId: other, mentions: [other, me] }),
    aMessage({ seq: 3, senderId: other, mentionsAll: true }),
    aMessage({ seq: 4, senderId: other, mentions: [other], content: `as code: \`<@${me}>\`` }),
    aMessage({ seq: 5, senderId: me, mentions: [me], mentionsAll: true }),
  ].reduce(hearMessage, timelineOf(other));
  expect(unreadOf(channel, timeline, me)).toEqual({ unread: 4, mentions: 2 });
  expect(unreadOf({ ...channel, kind: 'direct' }, timeline, me)).toEqual({ unread: 4, mentions: 4 });
});

test('of what is not loaded the server’s count stands, and what came since is added', () => {
  const window = { ...EMPTY_TIMELINE, windowStart: 100, cursor: 99 };
  const timeline = [100, 101, 102]
    .map((seq) => aMessage({ seq, senderId: other }))
    .reduce(hearMessage, window);
  const counted = { ...channel, lastSeq: 101, lastReadSeq: 40, unread: 61, mentions: 2 };
  expect(unreadOf(counted, timeline, me)).toEqual({ unread: 62, mentions: 2 });
  expect(unreadOf(counted, undefined, me)).toEqual({ unread: 61, mentions: 2 });
});

test('however a conversation went, the count is what a reader would count', () => {
  const said = fc.array(fc.record({ isMine: fc.boolean(), isDeleted: fc.boolean() }), { maxLength: 30 });
  fc.assert(
    fc.property(said, fc.nat(30), (messages, read) => {
      const timeline = messages
        .map(({ isMine, isDeleted }, index) =>
          aMessage({
            seq: index + 1,
            senderId: isMine ? me : other,
            deletedAt: isDeleted ? new Date(0).toISOString() : null,
          }),
        )
        .reduce(hearMessage, EMPTY_TIMELINE);
      const wanted = messages.slice(read).filter(({ isMine, isDeleted }) => !isMine && !isDeleted).length;
      expect(unreadOf({ ...channel, lastReadSeq: read }, timeline, me).unread).toBe(wanted);
    }),
  );
});

test('a hundred are many', () => {
  expect([countLabel(99), countLabel(100), countLabel(4_000)]).toEqual(['99', '99+', '99+']);
});
