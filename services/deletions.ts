/**
 * Messages that their author, or the team's owner, has deleted here: taken back within 5 s they were never gone. Until then the
 * server is not told, and others see them. A page that is hidden tells it at once, and one that was closed before it
 * could is followed by one that does: what waits is kept by the browser.
 */
import { createStore } from 'zustand/vanilla';
import { retryDelay } from '#lib/backoff';
import { AppError } from '#lib/errors';
import { expireSession, isSignedOut } from './catchUp.ts';
import { chatStore } from './chatStore.ts';
import { withMessage } from './chatTransitions.ts';
import { dropEdit } from './edits.ts';
import { deleteMessage } from './internalChatService.ts';
import { notify } from './notices.ts';

/** Milliseconds in which a deletion can be taken back. */
const UNDO_FOR = 5_000;

const KEY = 'team-chat:deleting:';

interface Deletion {
  /** Epoch milliseconds at which the server is told. */
  readonly at: number;
  /** It may have been told: then there is no way back. */
  readonly isSent: boolean;
}

/** By message id. */
export const deletionStore = createStore<Readonly<Record<string, Deletion>>>(() => ({}));

const timers = new Map<string, ReturnType<typeof setTimeout>>();

chatStore.subscribe(({ session, me }, before) => {
  const now = session === 'signed-in' ? me?.id : undefined;
  const then = before.session === 'signed-in' ? before.me?.id : undefined;
  if (now !== then) open(now);
});

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void flushDeletions();
});
window.addEventListener('pagehide', () => void flushDeletions());

export function beginDeletion(id: string): void {
  const at = Date.now() + UNDO_FOR;
  deletionStore.setState({ [id]: { at, isSent: false } });
  keep(id, at);
  plan(id, UNDO_FOR);
}

/** Without effect once the server may know. */
export function undoDeletion(id: string): void {
  if (!deletionStore.getState()[id]?.isSent) forget(id);
}

/** Tells the server of everything that waits, now. */
export async function flushDeletions(): Promise<void> {
  await Promise.all(Object.keys(deletionStore.getState()).map((id) => send(id)));
}

/** What an earlier page of this person left. */
function open(personId: string | undefined): void {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  const kept = personId === undefined ? [] : readAll(personId);
  const deletions = kept.map(([id, at]) => [id, { at, isSent: false }] as const);
  deletionStore.setState(Object.fromEntries(deletions), true);
  // another tab that is open may still be asked to take it back; the clock may have been set since
  for (const [id, { at }] of deletions) plan(id, Math.min(Math.max(at - Date.now(), 0), UNDO_FOR));
}

function plan(id: string, after: number): void {
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => void send(id), after),
  );
}

/** Again and again until there is an answer. */
async function send(id: string, failures = 0): Promise<void> {
  const personId = chatStore.getState().me?.id;
  const deletion = deletionStore.getState()[id];
  if (!personId || !deletion || (deletion.isSent && failures === 0)) return;
  // it was taken back in another tab
  if (!isKept(personId, id)) return forget(id);
  clearTimeout(timers.get(id));
  deletionStore.setState({ [id]: { ...deletion, isSent: true } });
  try {
    const tombstone = await deleteMessage(id);
    if (chatStore.getState().me?.id !== personId) return;
    chatStore.setState((state) => withMessage(state, tombstone));
    dropEdit(id);
    forget(id);
  } catch (error) {
    if (chatStore.getState().me?.id !== personId) return;
    if (isSignedOut(error)) expireSession();
    else if (isRefusal(error)) giveUp(id, error);
    else
      timers.set(
        id,
        setTimeout(() => void send(id, failures + 1), retryDelay(failures + 1, Math.random())),
      );
  }
}

function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError && error.status < 500 && error.code !== 'rate_limited';
}

function giveUp(id: string, { message }: AppError): void {
  forget(id);
  notify(`The message was not deleted: ${message}.`);
}

function forget(id: string): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  const { [id]: _, ...others } = deletionStore.getState();
  deletionStore.setState(others, true);
  keep(id, null);
}

/** False when this browser stores nothing: then what waits lasts as long as the page. */
let isStorageOpen = true;

/** Each under its own key: another tab may take one back while this one goes on with another. */
function keyOf(personId: string, id: string): string {
  return `${KEY}${personId}/${id}`;
}

function keep(id: string, at: number | null): void {
  const personId = chatStore.getState().me?.id;
  if (!personId) return;
  try {
    if (at === null) localStorage.removeItem(keyOf(personId, id));
    else localStorage.setItem(keyOf(personId, id), String(at));
  } catch {
    isStorageOpen = false;
  }
}

function isKept(personId: string, id: string): boolean {
  return !isStorageOpen || localStorage.getItem(keyOf(personId, id)) !== null;
}

function readAll(personId: string): [id: string, at: number][] {
  try {
    const start = keyOf(personId, '');
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(start));
    return keys.map((key) => [key.slice(start.length), Number(localStorage.getItem(key)) || 0]);
  } catch {
    isStorageOpen = false;
    return [];
  }
}
