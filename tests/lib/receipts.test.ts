import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Receipt } from '#lib/contracts/receipts';
import {
  audienceOf,
  deliveryOf,
  EMPTY_DESK,
  markUnread,
  plan,
  putBack,
  REPORT_EVERY,
  type ReceiptDesk,
  type ReportedChannel,
  refuse,
  see,
  settle,
  take,
} from '#lib/receipts';

const CHANNEL = 'general';

/** A channel whose every message is another's, unless said otherwise. */
function aChannel(given: Partial<ReportedChannel> = {}): ReportedChannel {
  return {
    channelId: CHANNEL,
    completeSeq: 0,
    lastDeliveredSeq: 0,
    lastReadSeq: 0,
    isHeld: false,
    hasNews: (after, upTo) => upTo > after,
    ...given,
  };
}

const told = (desk: ReceiptDesk, ...channels: ReportedChannel[]) => take(desk, channels, 0).receipts;

test('what is here is delivered, what was seen is read', () => {
  const desk = see(EMPTY_DESK, CHANNEL, 3);

  expect(told(desk, aChannel({ completeSeq: 5 }))).toEqual([
    { channelId: CHANNEL, deliveredSeq: 5, readSeq: 3 },
  ]);
});

test('what the server knows is not told again', () => {
  const desk = see(EMPTY_DESK, CHANNEL, 5);

  expect(told(desk, aChannel({ completeSeq: 5, lastDeliveredSeq: 5, lastReadSeq: 5 }))).toEqual([]);
});

test('what was seen beyond a hole is read only up to the hole', () => {
  const desk = see(EMPTY_DESK, CHANNEL, 9);

  expect(told(desk, aChannel({ completeSeq: 4, lastDeliveredSeq: 4 }))).toEqual([
    { channelId: CHANNEL, readSeq: 4 },
  ]);
});

test("nobody waits for news of one's own messages", () => {
  const own = aChannel({ completeSeq: 5, hasNews: () => false });

  expect(told(see(EMPTY_DESK, CHANNEL, 5), own)).toEqual([]);
});

test('a channel marked unread is delivered, not read', () => {
  const desk = see(EMPTY_DESK, CHANNEL, 5);

  expect(told(desk, aChannel({ completeSeq: 5, isHeld: true }))).toEqual([
    { channelId: CHANNEL, deliveredSeq: 5 },
  ]);
});

test('marking unread takes back what was seen and not told, but not what lies before the mark', () => {
  const desk = markUnread(see(EMPTY_DESK, CHANNEL, 5), CHANNEL, 3);

  expect(told(desk, aChannel({ completeSeq: 5, lastDeliveredSeq: 5, isHeld: true }))).toEqual([
    { channelId: CHANNEL, readSeq: 2, unreadFrom: 3 },
  ]);
});

test('marked unread beyond what was seen, what lies between is not read by that', () => {
  const desk = markUnread(see(EMPTY_DESK, CHANNEL, 5), CHANNEL, 9);

  expect(told(desk, aChannel({ completeSeq: 9 }))).toEqual([
    { channelId: CHANNEL, readSeq: 5, unreadFrom: 9 },
  ]);
});

test('marked unread beyond a hole, what was seen is read only up to the hole', () => {
  const desk = markUnread(see(EMPTY_DESK, CHANNEL, 9), CHANNEL, 8);

  expect(told(desk, aChannel({ completeSeq: 4 }))).toEqual([
    { channelId: CHANNEL, readSeq: 4, unreadFrom: 8 },
  ]);
});

test('what is seen before the mark does not end it', () => {
  const desk = see(markUnread(EMPTY_DESK, CHANNEL, 4), CHANNEL, 3);

  expect(told(desk, aChannel({ completeSeq: 5 }))).toEqual([
    { channelId: CHANNEL, readSeq: 3, unreadFrom: 4 },
  ]);
});

test('all channels go in one report, and the rest in the next', () => {
  const channels = Array.from({ length: 130 }, (_, n) => aChannel({ channelId: `c${n}`, completeSeq: 1 }));
  const first = take(EMPTY_DESK, channels, 0);
  const second = take(first.desk, channels, 0);

  expect([first.receipts.length, second.receipts.length]).toEqual([100, 30]);
});

test.each([
  [0, 200],
  [0.999_999, 1_000],
])('the first report leaves after a wait that is different on every page (random %d)', (random, wait) => {
  const desk = plan(EMPTY_DESK, [aChannel({ completeSeq: 1 })], 10_000, random);

  expect(desk.dueAt).toBeCloseTo(10_000 + wait, 1);
});

test('the next report leaves 2 s after the one before at the earliest', () => {
  const { desk, receipts } = take(EMPTY_DESK, [aChannel({ completeSeq: 1 })], 10_000);
  const settled = settle(desk, receipts, new Set([CHANNEL]));
  const news = [aChannel({ completeSeq: 2, lastDeliveredSeq: 1 })];

  expect(plan(settled, news, 10_100, 0).dueAt).toBe(12_000);
});

test('nothing waits, nothing is planned', () => {
  expect(plan(EMPTY_DESK, [aChannel()], 0, 0).dueAt).toBeNull();
});

test('what was refused is never said again, news beyond it once', () => {
  const { desk, receipts } = take(EMPTY_DESK, [aChannel({ completeSeq: 5 })], 0);
  const after = refuse(desk, receipts);

  expect(told(after, aChannel({ completeSeq: 5 }))).toEqual([]);
  expect(told(after, aChannel({ completeSeq: 6 }))).toHaveLength(1);
});

test('a channel that is missing in the answer is refused', () => {
  const { desk, receipts } = take(EMPTY_DESK, [aChannel({ completeSeq: 5 })], 0);

  expect(told(settle(desk, receipts, new Set()), aChannel({ completeSeq: 5 }))).toEqual([]);
});

test('a lost report waits longer each time, and for as long as the server asked', () => {
  const channels = [aChannel({ completeSeq: 5 })];
  let desk = see(EMPTY_DESK, CHANNEL, 5);
  const waits = [undefined, undefined, 60].map((retryAfter) => {
    const taken = take(desk, channels, 0);
    desk = plan(putBack(taken.desk, taken.receipts, 0, 0.5, retryAfter), channels, 0, 0.5);
    return desk.dueAt;
  });

  expect(waits).toEqual([2_000, 4_000, 60_500]);
  expect(told(desk, ...channels)).toEqual([{ channelId: CHANNEL, deliveredSeq: 5, readSeq: 5 }]);
});

test('marked unread while a report of it was lost: marked unread is the later word', () => {
  const channels = [aChannel({ completeSeq: 5 })];
  const taken = take(see(EMPTY_DESK, CHANNEL, 5), channels, 0);
  const desk = putBack(markUnread(taken.desk, CHANNEL, 3), taken.receipts, 0, 0);

  expect(told(desk, ...channels)).toEqual([{ channelId: CHANNEL, readSeq: 2, unreadFrom: 3 }]);
});

test('a mark that was lost is told again with what was seen before it', () => {
  const channels = [aChannel({ completeSeq: 5 })];
  const taken = take(markUnread(see(EMPTY_DESK, CHANNEL, 5), CHANNEL, 3), channels, 0);
  const desk = putBack(taken.desk, taken.receipts, 0, 0);

  expect(told(desk, ...channels)).toEqual([{ channelId: CHANNEL, readSeq: 2, unreadFrom: 3 }]);
});

test('what was seen and lost does not undo a mark that is under way', () => {
  const channel = aChannel({ completeSeq: 5, lastDeliveredSeq: 5 });
  const seen = take(see(EMPTY_DESK, CHANNEL, 5), [channel], 0);
  const marked = take(markUnread(seen.desk, CHANNEL, 3), [channel], 0);
  const desk = putBack(marked.desk, seen.receipts, 0, 0);

  expect(told(desk, channel)).toEqual([{ channelId: CHANNEL, readSeq: 2 }]);
});

test('a message is Sent, Delivered, then Read', () => {
  const marks = { othersDeliveredSeq: 5, othersReadSeq: 3 };

  expect([3, 4, 5, 6].map((seq) => deliveryOf(seq, marks))).toEqual([
    'Read',
    'Delivered',
    'Delivered',
    'Sent',
  ]);
});

test('who has a message: readers, then those who only have it, never oneself', () => {
  const of = (userId: string, deliveredSeq: number, readSeq: number) => ({
    channelId: CHANNEL,
    userId,
    deliveredSeq,
    readSeq,
  });
  const watermarks = [of('me', 9, 9), of('mary', 9, 7), of('tom', 7, 6), of('aisha', 6, 6)];

  expect(audienceOf(watermarks, 7, 'me')).toEqual({ readBy: ['mary'], deliveredTo: ['tom'] });
});

/**
 * Any mixture of messages, looks, marks, answers, losses and time, on a page whose author is one of three. The server is
 * the watermark rule of its contract.
 */
type Step =
  | { do: 'message'; mine: boolean }
  | { do: 'look' | 'send' | 'flush' }
  /** Marks so many of what was read unread. */
  | { do: 'mark'; count: number }
  | { do: 'answer' | 'lose' | 'wait'; for: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('message' as const), mine: fc.boolean() }),
  fc.record({ do: fc.constantFrom('look' as const, 'send' as const, 'flush' as const) }),
  fc.record({
    do: fc.constantFrom('answer' as const, 'lose' as const, 'wait' as const),
    for: fc.integer({ min: 1, max: 3_000 }),
  }),
);

const stepOrMark = fc.oneof(
  { weight: 4, arbitrary: step },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('mark' as const), count: fc.integer({ min: 1, max: 9 }) }),
  },
);

class Page {
  now = 0;
  desk = EMPTY_DESK;
  /** Up to where somebody has read, as they would say. */
  read = 0;
  readonly authors: boolean[] = [];
  readonly server = { deliveredSeq: 0, readSeq: 0 };
  readonly known = { lastDeliveredSeq: 0, lastReadSeq: 0 };
  readonly sent: Array<{ at: number; receipts: readonly Receipt[]; isFlush: boolean }> = [];
  private readonly open: Array<readonly Receipt[]> = [];

  get channels(): ReportedChannel[] {
    const hasNews = (after: number, upTo: number) => this.authors.slice(after, upTo).includes(false);
    return [aChannel({ completeSeq: this.authors.length, hasNews, ...this.known })];
  }

  run(next: Step): void {
    if (next.do === 'message') this.authors.push(next.mine);
    if (next.do === 'look') this.look();
    if (next.do === 'mark') this.mark(next.count);
    if (next.do === 'wait') this.now += next.for;
    if (next.do === 'flush') this.report(true);
    if (next.do === 'answer') this.answer();
    if (next.do === 'lose') this.lose();
    this.desk = plan(this.desk, this.channels, this.now, 0.5);
    if (next.do === 'send' && this.desk.dueAt !== null && this.desk.dueAt <= this.now) this.report(false);
  }

  private look(): void {
    this.read = this.authors.length;
    this.desk = see(this.desk, CHANNEL, this.read);
  }

  private mark(count: number): void {
    if (this.read === 0) return;
    this.read = Math.max(0, this.read - count);
    this.desk = markUnread(this.desk, CHANNEL, this.read + 1);
  }

  private report(isFlush: boolean): void {
    const { desk, receipts } = take(this.desk, this.channels, this.now);
    this.desk = desk;
    if (receipts.length === 0) return;
    this.sent.push({ at: this.now, receipts, isFlush });
    this.open.push(receipts);
  }

  private answer(): void {
    const receipts = this.open.shift();
    if (!receipts) return;
    for (const { deliveredSeq = 0, readSeq = 0, unreadFrom = Number.POSITIVE_INFINITY } of receipts) {
      this.server.readSeq = Math.min(Math.max(this.server.readSeq, readSeq), unreadFrom - 1);
      this.server.deliveredSeq = Math.max(this.server.deliveredSeq, deliveredSeq, readSeq);
    }
    this.known.lastDeliveredSeq = this.server.deliveredSeq;
    this.known.lastReadSeq = this.server.readSeq;
    this.desk = settle(this.desk, receipts, new Set([CHANNEL]));
  }

  private lose(): void {
    const receipts = this.open.shift();
    if (receipts) this.desk = putBack(this.desk, receipts, this.now, 0.5);
  }

  /** The network is well again. */
  finish(): void {
    for (let round = 0; round < 10; round += 1)
      for (const next of ['answer', 'wait', 'send'] as const)
        this.run(next === 'send' ? { do: next } : { do: next, for: 31_000 });
  }
}

test('the server ends up with all that others wrote and was seen, and not marked unread; no report leaves within 2 s of another', () => {
  fc.assert(
    fc.property(fc.array(stepOrMark, { maxLength: 60 }), (steps) => {
      const page = new Page();
      for (const next of steps) page.run(next);
      page.finish();

      const lastOfOthers = page.authors.lastIndexOf(false) + 1;
      expect(page.server.deliveredSeq).toBeGreaterThanOrEqual(lastOfOthers);
      expect(page.server.readSeq).toBeLessThanOrEqual(page.read);
      expect(page.authors.slice(page.server.readSeq, page.read)).not.toContain(false);
      for (const [index, report] of page.sent.entries()) {
        const before = page.sent[index - 1];
        if (before && !report.isFlush) expect(report.at - before.at).toBeGreaterThanOrEqual(REPORT_EVERY);
      }
    }),
    { numRuns: 500 },
  );
});

test('without losses every report says something new', () => {
  const lossless = step.filter((next) => next.do !== 'lose');
  fc.assert(
    fc.property(fc.array(lossless, { maxLength: 60 }), (steps) => {
      const page = new Page();
      for (const next of steps) page.run(next);
      page.finish();

      const said = { deliveredSeq: 0, readSeq: 0 };
      for (const { deliveredSeq, readSeq } of page.sent.flatMap(({ receipts }) => receipts)) {
        const isNew = (deliveredSeq ?? 0) > said.deliveredSeq || (readSeq ?? 0) > said.readSeq;
        expect(isNew).toBe(true);
        if (deliveredSeq !== undefined) expect(deliveredSeq).toBeGreaterThan(said.deliveredSeq);
        if (readSeq !== undefined) expect(readSeq).toBeGreaterThan(said.readSeq);
        said.deliveredSeq = deliveredSeq ?? said.deliveredSeq;
        said.readSeq = readSeq ?? said.readSeq;
      }
    }),
    { numRuns: 500 },
  );
});

test('seeing less than before changes nothing, and seeing more ends what was marked unread', () => {
  const desk = see(EMPTY_DESK, CHANNEL, 5);
  expect(see(desk, CHANNEL, 4)).toBe(desk);

  const marked = markUnread(EMPTY_DESK, CHANNEL, 3);
  expect(told(see(marked, CHANNEL, 5), aChannel({ completeSeq: 5, lastDeliveredSeq: 5 }))).toEqual([
    { channelId: CHANNEL, readSeq: 5 },
  ]);
});

test('what was seen and not told yet is told once, up to where it is marked unread', () => {
  const desk = markUnread(see(EMPTY_DESK, CHANNEL, 5), CHANNEL, 3);
  const channel = aChannel({ completeSeq: 5, lastDeliveredSeq: 5 });
  const { desk: taken, receipts } = take(desk, [channel], 0);
  expect(receipts).toEqual([{ channelId: CHANNEL, readSeq: 2, unreadFrom: 3 }]);

  expect(told(settle(taken, receipts, new Set([CHANNEL])), channel)).toEqual([]);
});

test('a mark that was lost does not undo what was seen since', () => {
  const channel = aChannel({ completeSeq: 5, lastDeliveredSeq: 5 });
  const { desk, receipts } = take(markUnread(EMPTY_DESK, CHANNEL, 3), [channel], 0);
  const later = putBack(see(desk, CHANNEL, 5), receipts, 0, 0.5);

  expect(told(later, channel)).toEqual([{ channelId: CHANNEL, readSeq: 5 }]);
});

test('after a report that worked the next failure waits as the first did', () => {
  const channel = aChannel({ completeSeq: 5 });
  const { desk, receipts } = take(EMPTY_DESK, [channel], 0);
  const failed = putBack(putBack(desk, receipts, 0, 0.5), receipts, 0, 0.5);
  expect(failed.failures).toBe(2);

  expect(settle(failed, receipts, new Set([CHANNEL])).failures).toBe(0);
});
