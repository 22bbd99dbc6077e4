/** What pictures show, in words for those who cannot see them. */
import { retryDelay } from '#lib/backoff';
import { describeAttachment } from './internalChatService.ts';
import { isRefusal } from './refusals.ts';

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
