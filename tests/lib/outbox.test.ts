import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  add,
  begin,
  dueNow,
  EMPTY_OUTBOX,
  end,
  isUnderWay,
  labelled,
  nextTryAt,
  type Outbox,
  remove,
  retry,
  retryEverything,
  setBack,
  wake,
} from '#lib/outbox';
import type { PendingMessage } from '#lib/timeline/pending';

const channels = ['a', 'b'];

function written(n: number, channelId = 'a'): PendingMessage {
  const place = { id: `id-${String(n).padStart(4, '0')}`, channelId, content: `text ${n}`, writtenAt: '' };
  return {
    ...place,
    senderId: 'me',
    replyTo: null,
    attachments: [],
    waitsFor: [],
    state: 'sending',
    attempts: 0,
    retryAt: null,
  };
}

const filled = (...items: PendingMessage[]) => items.reduce(add, EMPTY_OUTBOX);
const ids = (items: readonly PendingMessage[]) => items.map(({ id }) => id);
const states = ({ items }: Outbox) => items.map(({ state }) => state);
const chance = { now: 1_000, random: 0.5 };
const again = { type: 'again', reason: 'No answer' } as const;

test('each channel sends its first message, and the next only when that one has its answer', () => {
  const [first, second, elsewhere] = [written(1), written(2), written(3, 'b')];
  let outbox = filled(first, second, elsewhere);
  expect(ids(dueNow(outbox, 0))).toEqual([first.id, elsewhere.id]);
  outbox = begin(outbox, first);
  expect(ids(dueNow(outbox, 0))).toEqual([elsewhere.id]);
  outbox = remove(outbox, first.id);
  expect(ids(dueNow(outbox, 0))).toEqual([elsewhere.id]);
  expect(ids(dueNow(end(outbox, first), 0))).toEqual([second.id, elsewhere.id]);
});

test('messages stand in typed order, whichever comes to be known first', () => {
  expect(ids(filled(written(2), written(3), written(1)).items)).toEqual(
    ids([1, 2, 3].map((n) => written(n))),
  );
});

test('no answer: the same message again after its wait, and those behind it wait with it', () => {
  const outbox = setBack(filled(written(1), written(2), written(3, 'b')), written(1).id, again, chance);
  expect(states(outbox)).toEqual(['queued', 'queued', 'sending']);
  expect(ids(dueNow(outbox, 2_999))).toEqual([written(3).id]);
  expect(ids(dueNow(outbox, 3_000))).toEqual([written(1).id, written(3).id]);
  expect(nextTryAt(remove(outbox, written(3).id))).toBe(3_000);
});

test('a refused message steps aside with its reason; the next ones go on', () => {
  const refused = { type: 'refused', reason: 'Not today' } as const;
  const outbox = setBack(filled(written(1), written(2)), written(1).id, refused, chance);
  expect(outbox.items[0]).toMatchObject({ state: 'failed', reason: 'Not today', content: 'text 1' });
  expect(ids(dueNow(outbox, 0))).toEqual([written(2).id]);
});

test('a failed message tried again goes before what was typed after it', () => {
  const refused = { type: 'refused', reason: 'Not today' } as const;
  const outbox = retry(
    setBack(filled(written(1), written(2)), written(1).id, refused, chance),
    written(1).id,
  );
  expect(ids(dueNow(outbox, 0))).toEqual([written(1).id]);
  expect(outbox.items[0]?.reason).toBeUndefined();
});

test('Retry on a message that waits behind others sends them first', () => {
  const outbox = setBack(filled(written(1), written(2)), written(1).id, again, chance);
  expect(ids(dueNow(retry(outbox, written(2).id), chance.now))).toEqual([written(1).id]);
});

test('waking makes everything due, and the tries still count', () => {
  const outbox = wake(setBack(filled(written(1)), written(1).id, again, chance));
  expect(ids(dueNow(outbox, 0))).toEqual([written(1).id]);
  expect(outbox.items[0]?.attempts).toBe(1);
});

test('a closed outbox sends nothing and says Queued', () => {
  const outbox = labelled({ ...filled(written(1), written(2)), isOpen: false });
  expect(states(outbox)).toEqual(['queued', 'queued']);
  expect(dueNow(outbox, 0)).toEqual([]);
  expect(nextTryAt(outbox)).toBeNull();
  expect(states(labelled({ ...outbox, isOpen: true }))).toEqual(['sending', 'sending']);
});

test('a message that has not changed stays the same object', () => {
  const outbox = filled(written(1), written(2, 'b'));
  expect(begin(outbox, written(1)).items[1]).toBe(outbox.items[1]);
  expect(wake(outbox).items).toEqual(outbox.items);
});

/**
 * One person, some channels, a network and a server that do as they like, and tabs that crash, close and take over. The
 * clock is turned by hand.
 */
type Step =
  | { do: 'write'; channel: number }
  | { do: 'pass'; milliseconds: number }
  /** What becomes of one request that is out there, and of its answer. */
  | {
      do: 'arrive';
      pick: number;
      server: 'store' | 'busy' | 'limit' | 'refuse' | 'signed-out';
      answer: boolean;
    }
  | { do: 'lose'; pick: number }
  | { do: 'wake' | 'crash' | 'take-over' | 'sign-in' | 'online' | 'offline' }
  | { do: 'retry'; pick: number };

const pick = fc.nat(1_000);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('write' as const), channel: fc.nat(1) }) },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('arrive' as const),
      pick,
      server: fc.constantFrom('store', 'store', 'store', 'busy', 'limit', 'refuse', 'signed-out'),
      answer: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('lose' as const), pick }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('pass' as const), milliseconds: fc.nat(40_000) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('wake', 'crash', 'take-over', 'sign-in', 'online', 'offline'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retry' as const), pick }) },
);

interface Request {
  item: PendingMessage;
  /** The tab that waits for its answer. */
  tab: number;
}

class World {
  now = 0;
  outbox: Outbox = EMPTY_OUTBOX;
  readonly typed: PendingMessage[] = [];
  readonly stored: PendingMessage[] = [];
  /** They stepped aside once: if they are stored later after all, it is where they may. */
  readonly steppedAside = new Set<string>();
  private readonly kept = new Map<string, PendingMessage>();
  private requests: Request[] = [];
  private tab = 0;
  private isSignedIn = true;
  private isOnline = true;
  private random = 0.5;

  run(next: Step): void {
    if (next.do === 'write') this.write(channels[next.channel] ?? 'a');
    else if (next.do === 'pass') this.now += next.milliseconds;
    else if (next.do === 'arrive') this.arrive(next);
    else if (next.do === 'lose') this.fail(this.take(next.pick), { ...again });
    else if (next.do === 'wake') this.outbox = wake(this.outbox);
    else if (next.do === 'retry') this.retryFailed(next.pick);
    else if (next.do === 'crash' || next.do === 'take-over') this.newTab(next.do);
    else this.change(next.do);
    this.pump();
  }

  private write(channelId: string): void {
    const item = written(this.typed.length, channelId);
    this.typed.push(item);
    this.kept.set(item.id, item);
    this.outbox = add(this.outbox, item);
  }

  private change(what: 'sign-in' | 'online' | 'offline'): void {
    if (what === 'sign-in') this.isSignedIn = true;
    else this.isOnline = what === 'online';
    this.outbox = labelled({ ...this.outbox, isOpen: this.isSignedIn && this.isOnline });
    if (what === 'online') this.outbox = wake(this.outbox);
  }

  private retryFailed(index: number): void {
    const failed = this.outbox.items.filter(({ state }) => state === 'failed');
    const item = failed[index % Math.max(1, failed.length)];
    if (!item) return;
    this.outbox = retry(this.outbox, item.id);
    this.keepChanged(item.id);
  }

  /** After a crash only what was kept is known; a tab that takes over has heard everything the one before did. */
  private newTab(how: 'crash' | 'take-over'): void {
    this.tab += 1;
    const { isOpen, items } = this.outbox;
    const known = how === 'crash' ? [...this.kept.values()].map(asLoaded) : items;
    this.outbox = known.reduce(add, { ...EMPTY_OUTBOX, isOpen });
  }

  private pump(): void {
    for (const item of dueNow(this.outbox, this.now)) {
      expect(item.retryAt ?? 0).toBeLessThanOrEqual(this.now);
      this.outbox = begin(this.outbox, item);
      this.requests.push({ item, tab: this.tab });
    }
    for (const channel of channels) {
      const mine = this.requests.filter(({ item, tab }) => tab === this.tab && item.channelId === channel);
      expect(mine.length).toBeLessThanOrEqual(1);
    }
  }

  private take(index: number): Request | undefined {
    return this.requests.splice(index % Math.max(1, this.requests.length), 1)[0];
  }

  private arrive({ pick: index, server, answer }: Extract<Step, { do: 'arrive' }>): void {
    const request = this.take(index);
    if (!request) return;
    if (server === 'store') this.store(request.item);
    if (!answer) this.fail(request, { ...again });
    else if (server === 'store') this.confirm(request);
    else if (server === 'signed-out') this.signOut(request);
    else if (server === 'refuse') this.fail(request, { type: 'refused', reason: 'No' });
    else this.fail(request, { ...again, ...(server === 'limit' && { retryAfter: 20 }) });
  }

  private store(item: PendingMessage): void {
    if (!this.stored.some(({ id }) => id === item.id)) this.stored.push(item);
  }

  private confirm({ item, tab }: Request): void {
    this.kept.delete(item.id);
    this.outbox = remove(this.outbox, item.id);
    if (tab === this.tab) this.outbox = end(this.outbox, item);
  }

  private signOut({ item, tab }: Request): void {
    if (tab !== this.tab) return;
    this.isSignedIn = false;
    this.outbox = labelled({ ...end(this.outbox, item), isOpen: false });
  }

  /** An answer to a tab that does not send any more decides nothing. */
  private fail(request: Request | undefined, setback: Parameters<typeof setBack>[2]): void {
    if (!request || request.tab !== this.tab) return;
    const { item } = request;
    this.random = (this.random * 7 + 0.13) % 1;
    // a server that has it would answer with it, not refuse
    const said = this.stored.some(({ id }) => id === item.id) ? { ...again } : setback;
    this.outbox = setBack(end(this.outbox, item), item.id, said, { now: this.now, random: this.random });
    if (said.type === 'refused') this.steppedAside.add(item.id);
    this.checkWait(item.id, said);
    this.keepChanged(item.id);
  }

  private checkWait(id: string, setback: Parameters<typeof setBack>[2]): void {
    const item = this.outbox.items.find((waiting) => waiting.id === id);
    if (!item || setback.type !== 'again') return;
    const wait = (item.retryAt ?? 0) - this.now;
    expect(wait).toBeGreaterThanOrEqual(Math.max(1_500, (setback.retryAfter ?? 0) * 1_000));
    expect(wait).toBeLessThanOrEqual(37_500);
  }

  private keepChanged(id: string): void {
    const item = this.outbox.items.find((waiting) => waiting.id === id);
    if (item) this.kept.set(id, item);
  }

  /** All is well from now on, and a sync tells what was stored without an answer. */
  settle(): void {
    for (const item of this.stored) this.confirm({ item, tab: -1 });
    this.run({ do: 'sign-in' });
    this.run({ do: 'online' });
    for (let turn = 0; turn < 3 * this.typed.length + 3; turn += 1) {
      this.run({ do: 'pass', milliseconds: 40_000 });
      while (this.requests.length > 0) this.run({ do: 'arrive', pick: 0, server: 'store', answer: true });
    }
  }
}

function asLoaded(item: PendingMessage): PendingMessage {
  return item.state === 'failed' ? item : { ...item, state: 'queued', attempts: 0, retryAt: null };
}

const schedule = fc.array(step, { minLength: 10, maxLength: 120, size: 'max' });

test('whatever happens, every message is stored once or has failed with its text, in typed order', () => {
  fc.assert(
    fc.property(schedule, (steps) => {
      const world = new World();
      for (const next of steps) world.run(next);
      world.settle();
      const failed = world.outbox.items;
      expect(failed.filter(({ state }) => state !== 'failed')).toEqual([]);
      for (const { id, content } of failed) expect(content).toBe(`text ${Number(id.slice(3))}`);
      expect([...ids(world.stored), ...ids(failed)].sort()).toEqual(ids(world.typed).sort());
      for (const channel of channels) {
        const inOrder = world.stored.filter(
          ({ id, channelId }) => channelId === channel && !world.steppedAside.has(id),
        );
        expect(ids(inOrder)).toEqual(ids(inOrder).toSorted());
      }
      expect(failed.some(({ id }) => isUnderWay(world.outbox, id))).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('the answer to a message that is not under way frees nothing', () => {
  const outbox = begin(filled(written(1), written(2)), written(1));

  expect(dueNow(end(outbox, written(2)), 0)).toEqual([]);
  expect(states(outbox)[0]).toBe('sending');
  expect(states(begin(setBack(outbox, written(1).id, again, chance), written(1)))[0]).toBe('sending');
});

test('the next try is the soonest of all channels', () => {
  const late = { ...again, retryAfter: 60 };
  const one = setBack(filled(written(1), written(2, 'b')), written(1).id, late, chance);
  const both = setBack(one, written(2).id, again, chance);

  expect(nextTryAt(both)).toBe(3_000);
});

test('Retry frees its own channel and no other; Retry all frees everything, the failed too', () => {
  const refused = { type: 'refused', reason: 'No' } as const;
  const waiting = setBack(filled(written(1), written(2, 'b')), written(1).id, again, chance);
  const both = setBack(waiting, written(2).id, again, chance);
  expect(ids(dueNow(retry(both, written(1).id), 0))).toEqual([written(1).id]);

  const failed = setBack(both, written(2).id, refused, chance);
  expect(ids(dueNow(retryEverything(failed), 0))).toEqual([written(1).id, written(2).id]);
});
