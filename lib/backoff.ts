/** Milliseconds before the second try, the third and so on; the last one is for all that follow. */
const STEPS = [2_000, 4_000, 8_000, 16_000, 30_000] as const;
/** Part of a step by which a wait may be shorter or longer, so that pages that failed together do not come back together. */
const SPREAD = 0.25;
/** Seconds that a server's wish is followed at most: what waits longer than that looks forgotten. */
const ASKED_MAX = 3_600;
/** Milliseconds over which pages spread that were told the same time to wait. */
const AFTER_SPREAD = 1_000;

/**
 * Milliseconds to wait after the `attempts`-th try in a row that failed (1 after the first).
 * @param random 0 up to 1
 * @param retryAfter seconds that the server asked for: the least wait
 */
export function retryDelay(attempts: number, random: number, retryAfter = 0): number {
  const step = STEPS[Math.min(Math.max(attempts, 1), STEPS.length) - 1] ?? 0;
  const jittered = step * (1 - SPREAD + 2 * SPREAD * random);
  const asked = retryAfter > 0 ? Math.min(retryAfter, ASKED_MAX) * 1_000 + AFTER_SPREAD * random : 0;
  return Math.round(Math.max(jittered, asked));
}
