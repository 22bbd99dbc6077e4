/** Milliseconds hidden after which a page that is looked at again has to make sure it missed nothing. */
const HIDDEN_LONG = 60_000;
/** Milliseconds between looks at the clock, and by how much more it must have moved: then the machine has slept, or somebody set the clock. */
const LOOK_EVERY = 5_000;
const JUMP = 30_000;

/**
 * Tells when the page wakes: it is seen again after a while, the network is back, or the machine has slept.
 * @returns stops watching
 */
export function watchWaking(wake: () => void): () => void {
  const stop = new AbortController();
  let hiddenAt = document.visibilityState === 'hidden' ? Date.now() : null;
  let lookedAt = Date.now();
  const follow = () => {
    if (document.visibilityState === 'hidden') {
      hiddenAt ??= Date.now();
      return;
    }
    const wasAway = hiddenAt !== null && Date.now() - hiddenAt >= HIDDEN_LONG;
    hiddenAt = null;
    lookedAt = Date.now();
    if (wasAway) wake();
  };
  const timer = setInterval(() => {
    const moved = Date.now() - lookedAt;
    // set back, the times at which things were to be tried again lie far ahead
    const hasJumped = moved > LOOK_EVERY + JUMP || moved < -JUMP;
    lookedAt = Date.now();
    // browsers hold back the timers of a page that nobody sees
    if (hasJumped && document.visibilityState === 'visible') wake();
  }, LOOK_EVERY);
  document.addEventListener('visibilitychange', follow, { signal: stop.signal });
  window.addEventListener('online', wake, { signal: stop.signal });
  return () => {
    stop.abort();
    clearInterval(timer);
  };
}
