/** The first load: again and again until it worked, so that a page opened at a bad moment needs nobody to reload it. */
import { retryDelay } from '#lib/backoff';
import { loadPusher } from '#lib/pusher-client';
import { catchUp, expireSession, isSignedOut } from './catchUp.ts';
import { chatStore } from './chatStore.ts';
import { openStorage } from './outboxStorage.ts';
import { hasSession } from './session.ts';
import { wasSignedIn } from './sessionHint.ts';

/** Tries in a row that did not work. */
let failures = 0;
let next: ReturnType<typeof setTimeout> | undefined;

/** Loads what this person may see and listens from then on. Safe to call again: after sign-in, or to retry at once. */
export async function startChat(): Promise<void> {
  chatStore.setState({ loadError: null });
  await load();
}

async function load(): Promise<void> {
  stopWaiting();
  try {
    if (!wasSignedIn() && !(await hasSession())) return expireSession();
    openStorage();
    // beside the sync, which says whom to listen for; whoever listens tries again when it fails
    loadPusher().catch(() => undefined);
    await catchUp();
    failures = 0;
  } catch (error) {
    if (isSignedOut(error)) expireSession();
    else loadLater(error);
  }
}

function loadLater(error: unknown): void {
  failures += 1;
  chatStore.setState({ loadError: error instanceof Error ? error.message : 'Something went wrong' });
  stopWaiting();
  next = setTimeout(load, retryDelay(failures, Math.random()));
  window.addEventListener('online', load);
}

function stopWaiting(): void {
  clearTimeout(next);
  window.removeEventListener('online', load);
}
