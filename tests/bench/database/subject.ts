import type pg from 'pg';
import type { Database } from '#db/client';
import { DATABASE_SAMPLES } from '../limits.ts';
import { type Summary, summaryOf } from '../samples.ts';
import type { LargeTeam } from './large-team.ts';
import { measuredRun } from './measured-run.ts';
import { bridgeTo } from './sql-bridge.ts';

export interface DatabaseFigure extends Summary {
  name: string;
  /** Milliseconds of the median; null for what is told only. */
  limit: number | null;
}

/** A team's database, who asks it, and what that costs. */
export interface Subject {
  db: Database;
  readerId: string;
  /** The largest one. */
  channelId: string;
  team: LargeTeam;
  /** Tables that some statement read from end to end. */
  scanned: Set<string>;
  /** Milliseconds of the database for one call. */
  sample(call: () => Promise<unknown>): Promise<number>;
  figure(name: string, limit: number | null, call: () => Promise<unknown>): Promise<DatabaseFigure>;
}

export function subjectOf(client: pg.Client, team: LargeTeam): Subject {
  const { run, takeCost } = measuredRun(client);
  const scanned = new Set<string>();

  async function sample(call: () => Promise<unknown>): Promise<number> {
    await call();
    const cost = takeCost();
    for (const table of cost.scanned) scanned.add(table);
    return cost.time;
  }

  async function figure(name: string, limit: number | null, call: () => Promise<unknown>) {
    // the first one finds pages that nobody has read yet
    await sample(call);
    const samples: number[] = [];
    for (let count = 0; count < DATABASE_SAMPLES; count++) samples.push(await sample(call));
    return { name, limit, ...summaryOf(samples) };
  }

  return {
    db: bridgeTo(run),
    // the first person is in every channel, the first channel is the largest
    readerId: team.people[0]?.id ?? '',
    channelId: team.channels[0]?.id ?? '',
    team,
    scanned,
    sample,
    figure,
  };
}
