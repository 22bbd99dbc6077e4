/** What a page loads before anything else, and what can wait for that. */
import { chatStore } from './chatStore.ts';

/** Milliseconds in which what has come is painted. */
const PAINTED_WITHIN = 50;

/** Resolves once the page is connected, or knows that it is not: what nobody needs before is loaded then. */
export const firstLoadEnded = new Promise<void>((resolve) => {
  const stop = chatStore.subscribe(({ connection }) => {
    if (connection === 'connecting') return;
    stop();
    setTimeout(resolve, PAINTED_WITHIN);
  });
});
