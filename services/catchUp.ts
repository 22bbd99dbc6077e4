import { retryDelay } from '#lib/backoff';
import type { Message } from '#lib/contracts/messages';
import type { SyncResponse } from '#lib/contracts/sync';
import { AppError } from '#lib/errors';
import { type ChatState, chatStore } from './chatStore.ts';
import { cursorsOf, newTo, withoutPerson, withSync } from './chatTransitions.ts';
import { syncChannels } from './internalChatService.ts';

/** Milliseconds that wishes to catch up are collected: two that come together are one sync. */
const COLLECT = 20;

/** Hears of every sync, in the order of what happens. */
interface SyncWatcher {
  asked(): void;
  /** @param fresh messages that the page had never heard of */
  answered(serverTime: string, fresh: readonly Message[], hasNews: boolean): void;
  failed(): void;
}

let watcher: SyncWatcher | null = null;
let running: Promise<void> | null = null;
/** The next sync, and whether it is a failed one that is tried again. */
let wanted: { timer: ReturnType<typeof setTimeout>; at: number; isRetry: boolean } | null = null;
/** Syncs in a row that failed. */
let failures = 0;
/** When the last sync was asked for, if it did not fail. */
let askedAt = 0;
/** Goes up when somebody signs out: an answer that was asked for before is not theirs to see any more. */
let generation = 0;

export function watchSyncs(by: SyncWatcher): void {
  watcher = by;
}

/**
 * Asks once for everything that this page may have missed, in all channels. Never two at a time: who comes while one is
 * under way gets the next one.
 * @throws AppError or NetworkError; the state is as it was.
 */
export async function catchUp(): Promise<void> {
  const before = running;
  if (before) {
    await before.catch(() => undefined);
    if (running && running !== before) return running;
  }
  const mine = syncOnce().finally(() => {
    if (running === mine) running = null;
  });
  running = mine;
  return mine;
}

/** Catches up soon, for news that came without its content. While the server does not answer, it waits for the next try. */
export function catchUpSoon(after = COLLECT): void {
  if (!wanted?.isRetry) want(after, false);
}

/** Catches up at once, whatever failed before: the page has woken, or a connection is back. */
export function catchUpNow(after = COLLECT): void {
  failures = 0;
  if (wanted?.isRetry) dropWish();
  want(after, false);
}

/** Whether a sync of the last moment has the answer, or is about to: a page that wakes is told so more than once. */
export function wasJustAsked(within: number): boolean {
  return Date.now() - askedAt < within;
}

/** What is under way or wanted does not count any more. */
export function forgetCatchUp(): void {
  generation += 1;
  running = null;
  failures = 0;
  askedAt = 0;
  dropWish();
}

/** The sooner of two wishes is the one that counts. */
function want(after: number, isRetry: boolean): void {
  const at = Date.now() + after;
  if (wanted && wanted.at <= at) return;
  dropWish();
  wanted = { timer: setTimeout(fulfil, after), at, isRetry };
}

function dropWish(): void {
  clearTimeout(wanted?.timer);
  wanted = null;
}

function fulfil(): void {
  const isRetry = wanted?.isRetry === true;
  wanted = null;
  // without a network nothing can come of it: its return wakes the page
  if (!navigator.onLine) return;
  // what failed is nobody's business while nobody looks
  if (isRetry && document.hidden) {
    whenSeen(() => want(0, true));
    return;
  }
  const mine = generation;
  catchUp().catch((error) => {
    if (mine !== generation) return;
    if (isSignedOut(error)) return expireSession();
    failures += 1;
    want(retryDelay(failures, Math.random()), true);
  });
}

function whenSeen(act: () => void): void {
  const mine = generation;
  document.addEventListener('visibilitychange', () => mine === generation && act(), { once: true });
}

async function syncOnce(): Promise<void> {
  const mine = generation;
  const asked = cursorsOf(chatStore.getState());
  askedAt = Date.now();
  watcher?.asked();
  const answer = await syncChannels(asked).catch((error) => {
    if (mine === generation) noteFailure();
    throw error;
  });
  if (mine !== generation) return;
  failures = 0;
  const before = chatStore.getState();
  if (!before.me || before.me.id === answer.me.id) {
    take(answer, asked, before);
  } else if (before.session === 'expired') {
    // the answer follows the cursors of the person before: ask again, as somebody who has nothing
    chatStore.setState(withoutPerson, true);
    await syncOnce();
  } else {
    // another tab signed in as somebody else: this page does not become theirs by itself
    expireSession();
  }
}

function noteFailure(): void {
  askedAt = 0;
  watcher?.failed();
}

function take(answer: SyncResponse, asked: Record<string, number>, before: ChatState): void {
  const fresh = newTo(before, answer);
  chatStore.setState((state) => withSync(state, answer, asked));
  const hasNews = answer.channels.some(({ messages }) => messages.length > 0);
  watcher?.answered(answer.serverTime, fresh, hasNews);
}

/** The session is over, or it is somebody else's now. */
export function isSignedOut(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  const named = error.issues?.[0]?.path;
  const isOfAnother = error.code === 'forbidden' && (named === 'senderId' || named === 'userId');
  return error.code === 'unauthenticated' || isOfAnother;
}

/** Everything stays where it is until somebody has signed in again. */
export function expireSession(): void {
  chatStore.setState(({ me }) => ({ session: me ? 'expired' : 'signed-out' }));
}
