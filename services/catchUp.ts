import { AppError } from '#lib/errors';
import { chatStore } from './chatStore.ts';
import { cursorsOf, withSync } from './chatTransitions.ts';
import { syncChannels } from './internalChatService.ts';

/** Milliseconds that wishes to catch up are collected: two subscriptions that succeed together are one sync. */
const COLLECT = 20;
/** Milliseconds between tries while the server does not answer. */
const TRY_AGAIN = 3_000;

let running: Promise<void> | null = null;
let wanted: ReturnType<typeof setTimeout> | undefined;

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
  running = syncOnce().finally(() => {
    running = null;
  });
  return running;
}

/** Catches up soon, and again until it worked: for news that came without its content, or a connection that is back. */
export function catchUpSoon(after = COLLECT): void {
  if (wanted !== undefined) return;
  wanted = setTimeout(() => {
    wanted = undefined;
    catchUp().catch((error) => {
      if (isSignedOut(error)) expireSession();
      else catchUpSoon(TRY_AGAIN);
    });
  }, after);
}

export function forgetCatchUp(): void {
  clearTimeout(wanted);
  wanted = undefined;
}

async function syncOnce(): Promise<void> {
  const asked = cursorsOf(chatStore.getState());
  const answer = await syncChannels(asked);
  chatStore.setState((state) => withSync(state, answer, asked));
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof AppError && error.code === 'unauthenticated';
}

/** The session is over. Everything stays where it is until the same person has signed in again. */
export function expireSession(): void {
  chatStore.setState(({ me }) => ({ session: me ? 'expired' : 'signed-out' }));
}
