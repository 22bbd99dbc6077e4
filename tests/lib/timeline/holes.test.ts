import { expect, test } from 'vitest';
import {
  type ChannelTimeline,
  EMPTY_TIMELINE,
  hearMessage,
  KEPT_MAX,
  messagesOf,
  nextRefresh,
  takeNewer,
  takeOlder,
  takeRefresh,
  takeSync,
} from '#lib/timeline/channel-timeline';
import { newestChange } from '#lib/timeline/completeness';
import { storedRowsOf } from '#lib/timeline/rows';
import { aMessage, messageId, theChanges } from '../../support/messages.ts';

const run = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => aMessage({ seq: from + index }));
const reset = (from: number, to: number) => theChanges({ reset: true, messages: run(from, to) });
const seqsOf = (timeline: ChannelTimeline) => messagesOf(timeline).map(({ seq }) => seq);

/** 1–50 were read, then 51–520 came: the window is 471–520. */
const before = takeSync(EMPTY_TIMELINE, reset(1, 50), 0);
const kept = takeSync(before, reset(471, 520), 50, true);
const asked = (seq: number) => ({ before: seq, resets: kept.resets });
const page = (from: number, to: number) => ({ messages: run(from, to), hasBefore: true, hasAfter: true });

test('a reset under the eyes of a reader keeps what is shown, and says what is missing', () => {
  expect(seqsOf(kept)).toEqual([...run(1, 50), ...run(471, 520)].map(({ seq }) => seq));
  expect(kept.holes).toEqual([{ from: 51, to: 470 }]);
  expect(kept.cursor).toBe(520);
  const holes = storedRowsOf(messagesOf(kept), kept.holes).rows.filter(({ type }) => type === 'hole');
  expect(holes).toEqual([{ type: 'hole', key: 'hole-51', from: 51, count: 420 }]);
});

test('a reset elsewhere replaces the window', () => {
  const replaced = takeSync(before, reset(471, 520), 50);

  expect(seqsOf(replaced)[0]).toBe(471);
  expect(replaced.holes).toEqual([]);
  expect(replaced.stale).toEqual([]);
});

test('a restored server is taken at its word, whoever looks', () => {
  const restored = takeSync(kept, reset(1, 20), 520, true);

  expect(seqsOf(restored)).toEqual(run(1, 20).map(({ seq }) => seq));
  expect(restored).toMatchObject({ cursor: 20, holes: [], stale: [] });
});

test('a hole is loaded from its end until it is gone', () => {
  const smaller = takeOlder(kept, page(371, 470), asked(471));
  expect(smaller.holes).toEqual([{ from: 51, to: 370 }]);

  const gone = takeOlder(smaller, page(20, 370), asked(371));
  expect(gone.holes).toEqual([]);
  expect(seqsOf(gone)).toEqual(run(1, 520).map(({ seq }) => seq));
});

test('a hole is loaded from its start as well, for who reads on from there', () => {
  const after = { after: 50, resets: kept.resets };
  const smaller = takeNewer(kept, page(51, 100), after);
  expect(smaller.holes).toEqual([{ from: 101, to: 470 }]);
  expect(seqsOf(smaller)).toEqual([...run(1, 100), ...run(471, 520)].map(({ seq }) => seq));

  expect(takeNewer(smaller, page(51, 100), after)).toBe(smaller);
  expect(takeNewer(kept, page(51, 100), { after: 50, resets: kept.resets - 1 })).toBe(kept);
  // a hole of which nothing was left
  expect(takeNewer(kept, { messages: [], hasBefore: true, hasAfter: false }, after).holes).toEqual([]);
});

test('a page that was asked for before a reset is not taken', () => {
  expect(takeOlder(kept, page(371, 470), { before: 471, resets: kept.resets - 1 })).toBe(kept);
});

test('a change of a message in a hole shows it, and divides the hole', () => {
  const edited = hearMessage(kept, aMessage({ seq: 100, rev: 521, content: 'edited' }));

  expect(edited.holes).toEqual([
    { from: 51, to: 99 },
    { from: 101, to: 470 },
  ]);
  expect(seqsOf(edited)).toContain(100);
});

test('an old event of a message in a hole is not taken: it may have changed since', () => {
  expect(seqsOf(hearMessage(kept, aMessage({ seq: 100 })))).not.toContain(100);
});

test('what was kept is fetched again, page by page, and then up to date', () => {
  const first = nextRefresh(kept, 30);
  expect(first).toEqual({ from: 1, to: 30, resets: kept.resets });
  if (!first) return;
  const changed = run(1, 30).map((message) =>
    message.seq === 7 ? { ...message, rev: 300, content: 'edited meanwhile' } : message,
  );
  const half = takeRefresh(kept, changed, first);

  expect(messagesOf(half)[6]?.content).toBe('edited meanwhile');
  expect(nextRefresh(half, 30)).toEqual({ from: 31, to: 50, resets: kept.resets });
  expect(takeRefresh(half, run(31, 50), { from: 31, to: 50, resets: kept.resets }).stale).toEqual([]);
});

test(`at most ${KEPT_MAX} messages are kept`, () => {
  const long = takeSync(EMPTY_TIMELINE, reset(1, KEPT_MAX + 100), 0);
  const after = takeSync(long, reset(9_000, 9_049), KEPT_MAX + 100, true);

  expect(after.windowStart).toBe(101);
  expect(after.holes).toEqual([{ from: KEPT_MAX + 101, to: 8_999 }]);
});

test('what moved the cursor says up to when everything is here; a gap says nothing', () => {
  const next = aMessage({ seq: 51 });
  expect(newestChange(hearMessage(before, next), before.cursor)).toBe(next.createdAt);
  const editedAt = new Date(Date.UTC(2026, 10, 23, 15)).toISOString();
  const edit = aMessage({ seq: 3, rev: 51, editedAt });
  expect(newestChange(hearMessage(before, edit), before.cursor)).toBe(editedAt);
  const ahead = hearMessage(before, aMessage({ seq: 52, id: messageId(52) }));
  expect(newestChange(ahead, before.cursor)).toBeNull();
});

test('what came ahead of a gap says nothing of when everything is here', () => {
  const ahead = hearMessage(before, aMessage({ seq: 53, id: messageId(53) }));
  const next = aMessage({ seq: 51 });

  expect(newestChange(hearMessage(ahead, next), before.cursor)).toBe(next.createdAt);
});

test('what came ahead is still known after a sync or a reset that does not reach it, and forgotten by a restore', () => {
  const ahead = hearMessage(before, aMessage({ seq: 53, id: messageId(53) }));
  const synced = takeSync(ahead, theChanges({ messages: run(51, 51), lastRev: 51, lastSeq: 51 }), 50);
  expect([synced.cursor, synced.ahead]).toEqual([51, [53]]);
  const shorter = takeSync(ahead, theChanges({ reset: true, messages: run(2, 51), lastRev: 51 }), 50);
  expect([shorter.cursor, shorter.ahead]).toEqual([51, [53]]);

  const restored = takeSync(ahead, theChanges({ reset: true, messages: run(1, 10), lastRev: 10 }), 50);
  expect([restored.cursor, restored.ahead]).toEqual([10, []]);
});

test('a page that fits nowhere, and a refresh asked for before the last reset, are not taken', () => {
  expect(takeOlder(kept, page(100, 149), asked(150))).toBe(kept);
  const again = takeSync(kept, reset(1_001, 1_050), 520, true);

  expect(takeRefresh(again, run(1, 50), { from: 1, to: 50, resets: kept.resets })).toBe(again);
});
