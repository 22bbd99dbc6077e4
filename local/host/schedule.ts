import type { FunctionRoutes } from './function-routes.ts';

/** Milliseconds between two runs, by the words for it that are in use here. */
const EVERY: Record<string, number> = { '@hourly': 3_600_000 };
/** Milliseconds between looks at the clock. */
const LOOK_EVERY = 60_000;

/** Calls scheduled functions when their time has come, counted from now on. @returns stops that */
export function runSchedule(routes: FunctionRoutes): () => void {
  const startedAt = Date.now();
  const runs = new Map<string, number>();

  async function look(): Promise<void> {
    for (const { name, schedule, run } of await routes.scheduled()) {
      const due = Math.floor((Date.now() - startedAt) / (EVERY[schedule] ?? Number.POSITIVE_INFINITY));
      if (due <= (runs.get(name) ?? 0)) continue;
      runs.set(name, due);
      await run();
    }
  }

  const timer = setInterval(
    () => look().catch((error: unknown) => console.error('A scheduled function failed:', error)),
    LOOK_EVERY,
  );
  timer.unref();
  return () => clearInterval(timer);
}
