/**
 * What is sent when. Each channel has a queue of its own, in typed order; one message of it is under way at a time, and
 * the next leaves when that one is stored or was refused. Pure: the clock and chance are arguments.
 */
import { retryDelay } from '#lib/backoff';
import { type PendingMessage, withoutPending, withPending } from '#lib/timeline/pending';

export interface Outbox {
  /** What one person wrote and the server does not have, in typed order. */
  readonly items: readonly PendingMessage[];
  /** By channel, the id of the message whose answer is awaited. */
  readonly underWay: Readonly<Record<string, string>>;
  /** False while nothing can be sent: there is no network, or its author has to sign in. */
  readonly isOpen: boolean;
}

export const EMPTY_OUTBOX: Outbox = { items: [], underWay: {}, isOpen: true };

/** What came of a try that did not store the message. */
export type Setback =
  /** No answer, or one that says "not now". `retryAfter` in seconds. */
  | { readonly type: 'again'; readonly reason: string; readonly retryAfter?: number }
  /** Trying again would change nothing. */
  | { readonly type: 'refused'; readonly reason: string };

interface Chance {
  /** Epoch milliseconds. */
  now: number;
  /** 0 up to 1. */
  random: number;
}

/** What leaves now: of each channel the first that has not failed, when its time has come and nothing is under way. */
export function dueNow(outbox: Outbox, now: number): PendingMessage[] {
  if (!outbox.isOpen) return [];
  return idleHeads(outbox).filter(({ retryAt }) => retryAt === null || retryAt <= now);
}

/** Epoch milliseconds of the next try; null when none is planned. */
export function nextTryAt(outbox: Outbox): number | null {
  const times = outbox.isOpen ? idleHeads(outbox).map(({ retryAt }) => retryAt ?? 0) : [];
  return times.length === 0 ? null : Math.min(...times);
}

/** Adds a message, or takes what is newer of it. */
export function add(outbox: Outbox, item: PendingMessage): Outbox {
  return labelled({ ...outbox, items: withPending(outbox.items, item) });
}

/** It is stored, or its author took it back. What is under way stays so until its answer is there. */
export function remove(outbox: Outbox, id: string): Outbox {
  return labelled({ ...outbox, items: withoutPending(outbox.items, id) });
}

export function begin(outbox: Outbox, { id, channelId }: PendingMessage): Outbox {
  return labelled({ ...outbox, underWay: { ...outbox.underWay, [channelId]: id } });
}

/** The answer is there, or the wait for it was given up. */
export function end(outbox: Outbox, { id, channelId }: PendingMessage): Outbox {
  if (outbox.underWay[channelId] !== id) return outbox;
  const { [channelId]: _, ...underWay } = outbox.underWay;
  return labelled({ ...outbox, underWay });
}

/** A try did not store the message: it keeps its id, its text and its place. */
export function setBack(outbox: Outbox, id: string, setback: Setback, chance: Chance): Outbox {
  return change(outbox, id, (item) => {
    if (setback.type === 'refused') return { ...fresh(item), state: 'failed', reason: setback.reason };
    const attempts = item.attempts + 1;
    const retryAt = chance.now + retryDelay(attempts, chance.random, setback.retryAfter);
    return { ...item, attempts, retryAt, reason: setback.reason };
  });
}

/** Its author wants it sent now: with it goes whatever of its channel stands before it. */
export function retry(outbox: Outbox, id: string): Outbox {
  const wanted = outbox.items.find((item) => item.id === id);
  if (!wanted) return outbox;
  const renewed = outbox.items.map((item) => {
    if (item.id === id) return renew(item);
    return item.channelId === wanted.channelId ? { ...item, retryAt: null } : item;
  });
  return labelled({ ...outbox, items: renewed });
}

export function retryEverything(outbox: Outbox): Outbox {
  const items = outbox.items.map(renew);
  return labelled({ ...outbox, items });
}

/** The network is back, or somebody looks: what is queued is due. Tries still count, or a sick server would get no rest. */
export function wake(outbox: Outbox): Outbox {
  const items = outbox.items.map((item) => (item.retryAt === null ? item : { ...item, retryAt: null }));
  return labelled({ ...outbox, items });
}

/** True while its answer is awaited: then it can be neither taken back nor sent again. */
export function isUnderWay(outbox: Outbox, id: string): boolean {
  return Object.values(outbox.underWay).includes(id);
}

function fresh({ reason, ...item }: PendingMessage): PendingMessage {
  return { ...item, attempts: 0, retryAt: null };
}

/** What it waits for stays that: who has those files tries them again, too, or says that they are lost. */
function renew(item: PendingMessage): PendingMessage {
  return { ...fresh(item), state: 'queued' };
}

function change(outbox: Outbox, id: string, update: (item: PendingMessage) => PendingMessage): Outbox {
  return labelled({ ...outbox, items: outbox.items.map((item) => (item.id === id ? update(item) : item)) });
}

/** The first of each channel that has not failed. What waits for its files lets the others pass: uploading may take minutes. */
function headsOf(items: readonly PendingMessage[]): Map<string, PendingMessage> {
  const heads = new Map<string, PendingMessage>();
  for (const item of items) {
    if (item.state === 'failed' || item.waitsFor.length > 0) continue;
    if (!heads.has(item.channelId)) heads.set(item.channelId, item);
  }
  return heads;
}

function idleHeads({ items, underWay }: Outbox): PendingMessage[] {
  return [...headsOf(items).values()].filter(({ channelId }) => underWay[channelId] === undefined);
}

/** Says of each message whether it is on its way or waits. Those that have not changed stay the same objects. */
export function labelled(outbox: Outbox): Outbox {
  const heads = headsOf(outbox.items);
  const items = outbox.items.map((item): PendingMessage => {
    if (item.state === 'failed') return item;
    const isHeldUp = !outbox.isOpen || (heads.get(item.channelId)?.attempts ?? 0) > 0;
    const isWaiting = isHeldUp || item.waitsFor.length > 0;
    const state = isWaiting && outbox.underWay[item.channelId] !== item.id ? 'queued' : 'sending';
    return item.state === state ? item : { ...item, state };
  });
  return { ...outbox, items };
}
