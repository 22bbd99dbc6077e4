/** What a person sends waits here until the server has it: beyond the page, in one queue a channel, sent by one tab. */
import { v7 as uuidv7 } from 'uuid';
import { add, isUnderWay, type Outbox, remove, retry, retryEverything, wake } from '#lib/outbox';
import type { PendingMessage } from '#lib/timeline/pending';
import { type ChatState, chatStore } from './chatStore.ts';
import { withMessage } from './chatTransitions.ts';
import { interrupted, tendLost } from './outboxLost.ts';
import { holdWhile, pump, stopSending } from './outboxSending.ts';
import {
  forgetKept,
  here,
  hide,
  isWaiting,
  keepSafe,
  mirror,
  readOutbox,
  relabelOutbox,
  sayNothingIsKept,
  storedOf,
  writeOutbox,
} from './outboxState.ts';
import { keptOf } from './outboxStorage.ts';
import { joinTabs, type TabNews } from './outboxTabs.ts';
import { isUploading } from './uploadStore.ts';

/** Milliseconds to wait for what earlier pages left; a store that hangs must not keep the chat from sending. */
const READ_WITHIN = 2_000;
/** Milliseconds after which a message that the sending tab does not give back stays where it is. */
const GIVE_BACK_WITHIN = 8_000;

/** Whose outbox is open in this tab. */
let author: string | null = null;
let stopWatching = new AbortController();

/** Opens the outbox of whoever is signed in, and closes it when nobody is. Without effect while that stays the same. */
export function tendOutbox({ session, me }: ChatState): void {
  const now = session === 'signed-in' && me ? me.id : null;
  if (now === author) return;
  close();
  author = now;
  if (now) open(now);
  else relabelOutbox();
}

function open(personId: string): void {
  stopWatching = new AbortController();
  const { signal } = stopWatching;
  window.addEventListener('online', wakeOutbox, { signal });
  window.addEventListener('offline', relabelOutbox, { signal });
  document.addEventListener('visibilitychange', wakeWhenVisible, { signal });
  here.tabs = joinTabs(personId, { onTurn: takeTurn, onNews: hear });
  void holdWhile(readKept(personId));
}

function close(): void {
  stopWatching.abort();
  here.tabs?.leave();
  here.tabs = null;
  stopSending();
}

// a message that is stored, whoever said so, needs to be kept no more
chatStore.subscribe((state, before) => {
  if (state.pending === before.pending) return;
  const still = new Set(state.pending.map(({ id }) => id));
  for (const item of before.pending)
    if (!still.has(item.id) && storedOf(state, item)) void forgetKept(item.id);
  tendLost();
});

/** Shows a message at once and sends it when its turn comes. */
export function post(item: PendingMessage): void {
  const outbox = add(readOutbox(), item);
  if (here.tabs?.isSender()) writeOutbox(outbox);
  else tellWritten(outbox.items.find(({ id }) => id === item.id) ?? item);
  pump();
  // beside the request, not before it: a slow disk must not hold a message up
  keepSafe(item);
  watch();
}

function tellWritten(item: PendingMessage): void {
  mirror(item);
  here.tabs?.tell({ type: 'written', item });
}

/** Sends a message now, as the same message: one that failed, or one that waits for its next try. */
export function retryMessage(id: string): void {
  inSendingTab({ type: 'retry', id });
}

export function retryAll(): void {
  inSendingTab({ type: 'retry-all' });
}

/** The network is back, or somebody looks at the page: everything queued is due at once. */
export function wakeOutbox(): void {
  inSendingTab({ type: 'wake' });
}

function wakeWhenVisible(): void {
  if (document.visibilityState === 'visible') wakeOutbox();
}

function inSendingTab(wish: TabNews): void {
  if (here.tabs?.isSender()) hear(wish);
  else here.tabs?.tell(wish);
  watch();
}

function watch(): void {
  here.tabs?.watch(() => isWaiting() || calls.size > 0);
}

/** Messages asked back from the sending tab, by the name of the call. */
const calls = new Map<string, { id: string; answer: (item: PendingMessage | null) => void }>();

/**
 * Takes a message out of the outbox. Resolves to null, and it stays, when it is under way, stored already or not given
 * back: a text that is handed out is never sent as well.
 */
export async function takeBack(id: string): Promise<PendingMessage | null> {
  if (here.tabs?.isSender()) return letGo(id);
  const call = uuidv7();
  const { promise, resolve } = Promise.withResolvers<PendingMessage | null>();
  const patience = setTimeout(() => resolve(null), GIVE_BACK_WITHIN);
  calls.set(call, { id, answer: resolve });
  here.tabs?.tell({ type: 'discard', id, call });
  watch();
  return promise.finally(() => {
    clearTimeout(patience);
    calls.delete(call);
  });
}

async function letGo(id: string): Promise<PendingMessage | null> {
  const item = readOutbox().items.find((waiting) => waiting.id === id);
  if (!item || isUnderWay(readOutbox(), id)) return null;
  writeOutbox(remove(readOutbox(), id));
  here.tabs?.tell({ type: 'gone', id });
  // before its text is handed out: a page that opens next must not find and send it
  await forgetKept(id);
  pump();
  return item;
}

/** This tab sends from now on, or does not any more. */
function takeTurn(isSender: boolean): void {
  stopSending();
  if (!isSender || !author) return;
  // the tab before may have gone with something this one never heard of
  void holdWhile(readKept(author));
  for (const { id, answer } of calls.values()) void letGoOfSilent(id).then(answer);
}

/** The tab that fell silent may have sent what it said was on its way. */
async function letGoOfSilent(id: string): Promise<PendingMessage | null> {
  const isOnItsWay = readOutbox().items.some((item) => item.id === id && item.state === 'sending');
  return isOnItsWay ? null : letGo(id);
}

async function readKept(personId: string): Promise<void> {
  const kept = await Promise.race([keptOf(personId), nothingAfter(READ_WITHIN)]).catch(() => {
    sayNothingIsKept();
    return [];
  });
  if (author !== personId) return;
  const known = new Set(readOutbox().items.map(({ id }) => id));
  for (const item of kept) if (!known.has(item.id)) takeKept(item);
  if (here.tabs?.isSender()) relabelOutbox();
  tendLost();
}

function takeKept(item: PendingMessage): void {
  if (storedOf(chatStore.getState(), item)) void forgetKept(item.id);
  else if (item.state === 'failed') mirror(item);
  else if (item.waitsFor.some((fileId) => !isUploading(fileId))) mirror(interrupted(item));
  else mirror(asNew(item));
}

/** The tries of an earlier page say nothing about this one's. */
function asNew({ reason, ...item }: PendingMessage): PendingMessage {
  const waiting = { ...item, state: 'queued' as const, attempts: 0, retryAt: null };
  return add(readOutbox(), waiting).items.find(({ id }) => id === item.id) ?? waiting;
}

function nothingAfter(milliseconds: number): Promise<PendingMessage[]> {
  return new Promise((resolve) => setTimeout(() => resolve([]), milliseconds));
}

/** What another tab said. Wishes are for the tab that sends, states are for the others. */
function hear(news: TabNews): void {
  if (news.type === 'stored') chatStore.setState((state) => withMessage(state, news.message));
  else if (news.type === 'gone') forgetHere(news.id);
  else if (news.type === 'discarded') calls.get(news.call)?.answer(news.item);
  else if (here.tabs?.isSender()) here.tabs.ifSender(() => obey(news));
  else follow(news);
}

function forgetHere(id: string): void {
  hide(id);
  void forgetKept(id);
}

function obey(news: TabNews): void {
  if (news.type === 'ask') here.tabs?.tell({ type: 'state', items: [...readOutbox().items] });
  if (news.type === 'discard') void giveBack(news.id, news.call);
  if (news.type === 'written') takeWritten(news.item);
  if (news.type === 'wake') writeOutbox(wake(readOutbox()));
  if (news.type === 'retry') renew((outbox) => retry(outbox, news.id));
  if (news.type === 'retry-all') renew(retryEverything);
  pump();
}

async function giveBack(id: string, call: string): Promise<void> {
  const item = await letGo(id);
  here.tabs?.tell({ type: 'discarded', call, item });
}

/** What was refused before is tried again by the next page too. */
function renew(change: (outbox: Outbox) => Outbox): void {
  const failed = readOutbox().items.filter(({ state }) => state === 'failed');
  writeOutbox(change(readOutbox()));
  const ids = new Set(failed.map(({ id }) => id));
  for (const item of readOutbox().items) if (ids.has(item.id)) keepSafe(item);
}

function takeWritten(item: PendingMessage): void {
  const stored = storedOf(chatStore.getState(), item);
  if (stored) here.tabs?.tell({ type: 'stored', message: stored });
  else if (!isKnown(item) || isNewer(item)) writeOutbox(add(readOutbox(), item));
}

function isKnown(item: PendingMessage): boolean {
  return readOutbox().items.some(({ id }) => id === item.id);
}

/** Its files have come further, or have failed, in the tab that uploads them. */
function isNewer({ id, waitsFor, state }: PendingMessage): boolean {
  const known = readOutbox().items.find((item) => item.id === id);
  if (!known) return false;
  const hasFailed = state === 'failed' && known.state !== 'failed' && known.waitsFor.length > 0;
  return hasFailed || known.waitsFor.length > waitsFor.length;
}

function follow(news: TabNews): void {
  if (news.type === 'written' && !isKnown(news.item)) mirror(news.item);
  if (news.type !== 'changed' && news.type !== 'state') return;
  for (const item of news.items) mirror(item);
  if (news.type === 'state') tellMissing(news.items);
}

/** What the sending tab has not heard of: it was written before that tab listened. */
function tellMissing(heard: readonly PendingMessage[]): void {
  const known = new Set(heard.map(({ id }) => id));
  for (const item of readOutbox().items) if (!known.has(item.id)) here.tabs?.tell({ type: 'written', item });
}
