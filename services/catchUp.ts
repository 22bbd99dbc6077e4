import { AppError } from '#lib/errors';
import { chatStore } from './chatStore.ts';
import { cursorsOf, withoutPerson, withSync } from './chatTransitions.ts';
import { syncChannels } from './internalChatService.ts';

/** Milliseconds that wishes to catch up are collected: two subscriptions that succeed together are one sync. */
const COLLECT = 20;
/** Milliseconds between tries while the server does not answer. */
const TRY_AGAIN = 3_000;

let running: Promise<void> | null = null;
let wanted: ReturnType<typeof setTimeout> | undefined;
/** Goes up when somebody signs out: an answer that was asked for before is not theirs to see any more. */
let generation = 0;

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

/** What is under way or wanted does not count any more. */
export function forgetCatchUp(): void {
  generation += 1;
  running = null;
  clearTimeout(wanted);
  wanted = undefined;
}

async function syncOnce(): Promise<void> {
  const mine = generation;
  const asked = cursorsOf(chatStore.getState());
  const answer = await syncChannels(asked);
  if (mine !== generation) return;
  const { me, session } = chatStore.getState();
  if (!me || me.id === answer.me.id) {
    chatStore.setState((state) => withSync(state, answer, asked));
  } else if (session === 'expired') {
    // the answer follows the cursors of the person before: ask again, as somebody who has nothing
    chatStore.setState(withoutPerson, true);
    await syncOnce();
  } else {
    // another tab signed in as somebody else: this page does not become theirs by itself
    expireSession();
  }
}

/** The session is over, or it is somebody else's now. */
export function isSignedOut(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  const isOfAnother = error.code === 'forbidden' && error.issues?.[0]?.path === 'senderId';
  return error.code === 'unauthenticated' || isOfAnother;
}

/** Everything stays where it is until somebody has signed in again. */
export function expireSession(): void {
  chatStore.setState(({ me }) => ({ session: me ? 'expired' : 'signed-out' }));
}
