/**
 * `npm run test:faults`: two people, 200 messages, and a network, a Pusher and a database that fail at random times.
 * Afterwards both lists must be the table: nothing lost, nothing twice, each person's messages in their order.
 * `-- --runs 200` for more seeds than the 20 of `npm test`, `-- --from 17 --runs 1` for one of them again.
 */
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs, styleText } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { findBrowser, installBrowser, launchOptions } from '../../bin/browser.ts';
import { makeTeamTemplate, startTeam, type Team } from '../support/start-team.ts';
import { type Trial, tryOut } from './trial.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    from: { type: 'string', default: '1' },
    /** Trials at the same time, each with a team of its own: most of a trial is waiting. */
    jobs: { type: 'string', default: String(2 * availableParallelism()) },
  },
});
const runs = Number(values.runs);
const seeds = Array.from({ length: runs }, (_, index) => Number(values.from) + index);
const left = [...seeds];
const done: Trial[] = [];
const broken: number[] = [];

if (!findBrowser()) installBrowser();
const browser = await chromium.launch(launchOptions());
const template = await makeTeamTemplate();
const teams: Team[] = [];
for (let job = 0; job < Math.min(runs, Number(values.jobs)); job++) teams.push(await startTeam({ template }));
try {
  await Promise.all(teams.map((team) => work(browser, team)));
} finally {
  await browser.close();
  for (const team of teams) await team.stop();
  rmSync(template, { recursive: true, force: true });
}
report();

async function work(inBrowser: Browser, team: Team): Promise<void> {
  for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
    try {
      const trial = await tryOut(inBrowser, team, seed);
      done.push(trial);
      console.log(lineOf(trial));
    } catch (error) {
      broken.push(seed);
      console.error(styleText('red', `✗ seed ${seed} broke off:`), error);
    }
  }
}

function lineOf({ seed, isClean, troubles, settledAfter, sends, syncs, verdict }: Trial): string {
  const figures = `${troubles} troubles, settled after ${settledAfter.toFixed(1)} s, ${sends} sends, ${syncs} syncs`;
  if (isClean) return `${styleText('green', '✓')} seed ${seed}: ${figures}`;
  return `${styleText('red', `✗ seed ${seed}`)}: ${figures} ${JSON.stringify(verdict)}`;
}

function report(): void {
  const sum = (count: (trial: Trial) => number) => done.reduce((total, trial) => total + count(trial), 0);
  const settled = done.map(({ settledAfter }) => settledAfter).sort((one, other) => one - other);
  const at = (share: number) => (settled[Math.floor(share * (settled.length - 1))] ?? 0).toFixed(1);
  const bad = done.filter(({ isClean }) => !isClean).map(({ seed }) => seed);
  console.log(
    [
      `\n${done.length} of ${runs} runs: ${sum(({ verdict }) => verdict.lost.length)} lost,`,
      `${sum(({ verdict }) => verdict.doubled.length)} doubled,`,
      `${sum(({ verdict }) => verdict.outOfOrder.length)} out of order,`,
      `${sum(({ verdict }) => verdict.differing.length)} lists unlike the table.`,
    ].join(' '),
  );
  console.log(
    `${sum(({ troubles }) => troubles)} plans of faults, ${sum(({ sends }) => sends)} sends, ${sum(({ syncs }) => syncs)} syncs. Settled after ${at(0.5)} s (median), ${at(0.95)} s (p95), ${at(1)} s (longest).`,
  );
  const failed = [...bad, ...broken];
  if (failed.length > 0) console.log(styleText('red', `Failed: seeds ${failed.join(', ')}`));
  process.exitCode = failed.length > 0 ? 1 : 0;
}
