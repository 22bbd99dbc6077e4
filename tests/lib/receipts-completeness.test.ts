import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChannelTimeline, EMPTY_TIMELINE, hearMessage, takeSync } from '#lib/timeline/channel-timeline';
import { completeSeqOf, hasNewsOfOthers, messagesAfter } from '#lib/timeline/completeness';
import { aMessage, messageId, personId, theChanges } from '../support/messages.ts';

const me = personId(1);
const heard = (...seqs: number[]): ChannelTimeline =>
  seqs.map((seq) => aMessage({ seq })).reduce(hearMessage, EMPTY_TIMELINE);

test('an empty channel is complete', () => {
  expect(completeSeqOf(EMPTY_TIMELINE)).toBe(0);
});

test('complete is what has no hole before it, in whatever order it came', () => {
  expect(completeSeqOf(heard(3, 1, 2, 5))).toBe(3);
  expect(completeSeqOf(heard(57))).toBe(0);
});

test('what lies before the window counts as had', () => {
  const messages = [41, 42, 43].map((seq) => aMessage({ seq }));
  const timeline = takeSync(EMPTY_TIMELINE, theChanges({ reset: true, messages }), 0);

  expect(completeSeqOf(timeline)).toBe(43);
  expect(completeSeqOf(hearMessage(timeline, aMessage({ seq: 45 })))).toBe(43);
});

test('what a reset went past counts as had, and nobody knows who wrote it', () => {
  const messages = [41, 42].map((seq) => aMessage({ seq, senderId: me }));
  const timeline = takeSync(heard(1, 2), theChanges({ reset: true, messages }), 2, true);
  expect(timeline.holes).toEqual([{ from: 3, to: 40 }]);

  expect(completeSeqOf(timeline)).toBe(42);
  expect(hasNewsOfOthers(timeline, me, 2, 42)).toBe(true);
  expect(hasNewsOfOthers(timeline, me, 40, 42)).toBe(false);
});

test('a changed message is no new one', () => {
  const timeline = hearMessage(heard(1, 2), aMessage({ seq: 1, id: messageId(1), rev: 3 }));

  expect(completeSeqOf(timeline)).toBe(2);
});

test('the seq is that of a plain count, for any messages in any order', () => {
  const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 30 }));
  fc.assert(
    fc.property(seqs, (arrived) => {
      let count = 0;
      while (arrived.includes(count + 1)) count += 1;

      expect(completeSeqOf(heard(...arrived))).toBe(count);
    }),
  );
});

test('news is what somebody else wrote in between; of what is not loaded, perhaps', () => {
  const messages = [11, 12, 13, 14].map((seq) => aMessage({ seq, senderId: seq === 13 ? personId(2) : me }));
  const timeline = takeSync(EMPTY_TIMELINE, theChanges({ reset: true, messages }), 0);
  const hasNews = (after: number, upTo: number) => hasNewsOfOthers(timeline, me, after, upTo);

  expect([hasNews(10, 12), hasNews(12, 13), hasNews(13, 14), hasNews(9, 12)]).toEqual([
    false,
    true,
    false,
    true,
  ]);
});

test('the messages after a seq are the end of the list', () => {
  const messages = [1, 2, 3].map((seq) => aMessage({ seq }));

  expect(messagesAfter(messages, 1)).toEqual(messages.slice(1));
  expect(messagesAfter(messages, 0)).toEqual(messages);
  expect(messagesAfter(messages, 3)).toEqual([]);
});
