import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMPTY_TIMELINE, messagesOf, takeAround, takeOlder, takeSync } from '#lib/timeline/channel-timeline';
import { completeSeqOf } from '#lib/timeline/completeness';
import { aMessage, theChanges } from '../../support/messages.ts';

const LAST = 60;
const run = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => aMessage({ seq: from + index }));
const page = (from: number, to: number) => ({
  messages: run(from, to),
  hasBefore: from > 1,
  hasAfter: to < LAST,
});
/** The newest ten of sixty. */
const opened = takeSync(EMPTY_TIMELINE, theChanges({ reset: true, messages: run(51, LAST) }), 0);
const around = (timeline: typeof opened, from: number, to: number) =>
  takeAround(timeline, page(from, to), timeline.resets);

test('a page from further up leaves a hole before the window', () => {
  const jumped = around(opened, 21, 30);
  expect(messagesOf(jumped).map(({ seq }) => seq)).toEqual(
    [...run(21, 30), ...run(51, 60)].map(({ seq }) => seq),
  );
  expect(jumped).toMatchObject({ windowStart: 21, holes: [{ from: 31, to: 50 }] });
  expect(completeSeqOf(jumped)).toBe(LAST);
});

test('a page that touches the window leaves none', () => {
  expect(around(opened, 41, 50)).toMatchObject({ windowStart: 41, holes: [] });
  expect(around(opened, 45, 55)).toMatchObject({ windowStart: 45, holes: [] });
  expect(around(opened, 55, 60)).toMatchObject({ windowStart: 51, holes: [] });
});

test('a page within a hole divides it, and one that was asked for before a reset is not taken', () => {
  const jumped = around(opened, 1, 5);
  expect(around(jumped, 20, 25).holes).toEqual([
    { from: 6, to: 19 },
    { from: 26, to: 50 },
  ]);
  expect(takeAround(opened, page(1, 5), opened.resets - 1)).toBe(opened);
});

test('whatever is jumped to, what is shown and what is missing are the whole channel from the window’s start', () => {
  const places = fc.array(fc.tuple(fc.integer({ min: 1, max: LAST }), fc.nat(12)), { maxLength: 6 });
  fc.assert(
    fc.property(places, (jumps) => {
      let timeline = opened;
      for (const [from, more] of jumps) timeline = around(timeline, from, Math.min(LAST, from + more));
      const shown = messagesOf(timeline).map(({ seq }) => seq);
      const missing = timeline.holes.flatMap(({ from, to }) => run(from, to).map(({ seq }) => seq));
      const wanted = run(timeline.windowStart, LAST).map(({ seq }) => seq);
      expect([...shown, ...missing].sort((a, b) => a - b)).toEqual(wanted);
      // every hole can be loaded from its end
      for (const hole of timeline.holes) {
        const asked = { before: hole.to + 1, resets: timeline.resets };
        expect(takeOlder(timeline, page(hole.from, hole.to), asked).holes).not.toContainEqual(hole);
      }
    }),
  );
});
