import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '#lib/contracts/messages';
import {
  type ChannelTimeline,
  EMPTY_TIMELINE,
  hearMessage,
  takeAround,
  takeRefresh,
  takeSync,
} from '#lib/timeline/channel-timeline';
import { replyCountOf } from '#lib/timeline/replies';
import { aMessage, messageId, theChanges } from '../../support/messages.ts';

const to = (seq: number) => ({
  id: messageId(seq),
  senderName: 'Mary',
  excerpt: 'Who comes?',
  deleted: false,
});
const gone = (message: Message, rev: number) => ({
  ...message,
  rev,
  content: '',
  deletedAt: new Date(0).toISOString(),
});
const parentIn = ({ known }: ChannelTimeline, seq = 1) =>
  known.find((message) => message.seq === seq) as Message;
const countIn = (timeline: ChannelTimeline) => replyCountOf(timeline, parentIn(timeline));

test('where everything since is here, the answers are counted by their ids, deleted ones not', () => {
  const answers = [2, 3, 4].map((seq) => aMessage({ seq, replyTo: to(1) }));
  const timeline = [aMessage({ seq: 1 }), ...answers].reduce(hearMessage, EMPTY_TIMELINE);
  expect(countIn(timeline)).toBe(3);
  expect(countIn(answers.reduce(hearMessage, timeline))).toBe(3);
  expect(countIn(hearMessage(timeline, gone(answers[1] as Message, 5)))).toBe(2);
});

/** Message 1 with two answers that are not here, a hole, and the window from 60 on. */
function withHole(): ChannelTimeline {
  const window = Array.from({ length: 3 }, (_, index) => aMessage({ seq: 60 + index }));
  const latest = takeSync(EMPTY_TIMELINE, theChanges({ reset: true, messages: window, lastRev: 62 }), 0);
  const page = { messages: [aMessage({ seq: 1, replyCount: 2 })], hasBefore: false, hasAfter: true };
  return takeAround(latest, page, latest.resets);
}

test('where something is not here, what the server counted is kept up with what is heard of', () => {
  const timeline = withHole();
  expect(countIn(timeline)).toBe(2);
  const answer = aMessage({ seq: 63, replyTo: to(1) });
  const heard = hearMessage(timeline, answer);
  expect(countIn(heard)).toBe(3);
  // told twice
  expect(countIn(hearMessage(heard, answer))).toBe(3);
  // one that lies in the hole is edited, then deleted
  const old = aMessage({ seq: 20, rev: 64, replyTo: to(1) });
  const edited = hearMessage(heard, old);
  expect(countIn(edited)).toBe(3);
  const less = hearMessage(edited, gone(old, 65));
  expect(countIn(less)).toBe(2);
  expect(countIn(hearMessage(less, gone(old, 65)))).toBe(2);
});

test('a parent that comes with its answers is counted already', () => {
  const news = [aMessage({ seq: 1, rev: 64, replyCount: 3 }), aMessage({ seq: 63, replyTo: to(1) })];
  const timeline = takeSync(withHole(), theChanges({ messages: news, lastRev: 64 }), 62);
  expect(countIn(timeline)).toBe(3);
});

test('in any order in which changes arrive, the count is that of the answers there are', () => {
  const changes = [
    aMessage({ seq: 63, rev: 63, replyTo: to(1) }),
    aMessage({ seq: 64, rev: 64, replyTo: to(1) }),
    aMessage({ seq: 65, rev: 65 }),
    gone(aMessage({ seq: 63, replyTo: to(1) }), 66),
  ];
  const solid = takeSync(
    EMPTY_TIMELINE,
    theChanges({ reset: true, messages: Array.from({ length: 62 }, (_, i) => aMessage({ seq: i + 1 })) }),
    0,
  );
  fc.assert(
    fc.property(fc.shuffledSubarray([...changes, ...changes], { minLength: 8 }), (order) => {
      expect(countIn(order.reduce(hearMessage, solid))).toBe(1);
    }),
  );
});

test('a quote is read anew with what was kept, and one that was taken away does not come back', () => {
  const reply = aMessage({ seq: 2, replyTo: to(1) });
  const deleted = { ...reply, replyTo: { ...to(1), excerpt: '', deleted: true } };
  const kept = [aMessage({ seq: 1 }), reply].reduce(hearMessage, EMPTY_TIMELINE);
  const refreshed = takeRefresh(kept, [deleted], { from: 2, to: 2, resets: 0 });
  expect(parentIn(refreshed, 2).replyTo).toEqual(deleted.replyTo);
  expect(parentIn(hearMessage(refreshed, reply), 2).replyTo?.excerpt).toBe('');
  expect(parentIn(takeRefresh(refreshed, [reply], { from: 2, to: 2, resets: 0 }), 2).replyTo?.excerpt).toBe(
    '',
  );
});
