/** How often the server is asked while live updates are down. */

/** Seconds between two questions: at first, and then longer and longer while nothing happens. */
const PACES = [5, 10, 15, 20, 30] as const;
/** Milliseconds without news after which the pace slows down. */
const PATIENCE = 120_000;

export interface Pace {
  /** Seconds. */
  readonly every: number;
  /** Epoch milliseconds of the last news, or of the last time somebody wrote here. */
  readonly newsAt: number;
}

export function freshPace(now: number): Pace {
  return { every: PACES[0], newsAt: now };
}

/** After a question that brought nothing: the same, or the next slower one. */
export function slower(pace: Pace, now: number): Pace {
  if (now - pace.newsAt < PATIENCE) return pace;
  return { ...pace, every: PACES.find((every) => every > pace.every) ?? pace.every };
}
