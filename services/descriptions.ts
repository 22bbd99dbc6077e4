/** What pictures show, in words for those who cannot see them. */
import { retryDelay } from '#lib/backoff';
import { catchUpNow, expireSession, isSignedOut } from './catchUp.ts';
import { describeAttachment } from './internalChatService.ts';
import { isRefusal, reasonOf } from './refusals.ts';

/** Tries of one description. */
const TRIES_MAX = 5;

/** Before a picture is sent, its words are not worth a message's while: a few tries, beside everything else. */
export async function saveDescription(id: string, alt: string): Promise<void> {
  for (let attempts = 1; attempts <= TRIES_MAX; attempts += 1) {
    try {
      await describeAttachment({ id, alt });
      return;
    } catch (error) {
      if (isRefusal(error)) return;
      await new Promise((resolve) => setTimeout(resolve, retryDelay(attempts, Math.random())));
    }
  }
}

/**
 * Says what a picture shows that was sent already: a change of its message, that everybody hears of.
 * @throws Error with a sentence for the person
 */
export async function changeDescription(id: string, alt: string): Promise<void> {
  try {
    await describeAttachment({ id, alt });
    catchUpNow();
  } catch (error) {
    if (isSignedOut(error)) expireSession();
    throw new Error(`Not saved: ${reasonOf(error)}.`, { cause: error });
  }
}
