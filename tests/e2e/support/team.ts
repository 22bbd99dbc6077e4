/** `npm start` on a port and a state of its own, and people of its team in browsers of their own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NeonQueryFunction, neon } from '@neondatabase/serverless';
import { type BrowserContext, test as base, type Page } from '@playwright/test';
// sets where Neon's driver finds a loopback database
import '#db/client';

export interface Team {
  origin: string;
  stop(): Promise<void>;
  /** Asks the database itself. */
  sql: NeonQueryFunction<false, false>;
}

interface Fixtures {
  /** Opens the chat as one of the demo people, in a browser profile of their own. */
  open(name: string): Promise<Page>;
}

export const test = base.extend<Fixtures, { team: Team }>({
  team: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const team = await startTeam();
      await use(team);
      await team.stop();
    },
    // a new database takes 4 s here, three times that beside other work
    { scope: 'worker', timeout: 90_000 },
  ],
  open: async ({ browser, team }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (name) => {
      const context = await browser.newContext({ baseURL: team.origin });
      contexts.push(context);
      const page = await context.newPage();
      await signIn(page, name);
      return page;
    });
    for (const context of contexts) {
      // a request that a test holds or passes on may still be under way
      for (const page of context.pages()) await page.unrouteAll({ behavior: 'ignoreErrors' });
      await context.close();
    }
  },
});

export { expect } from '@playwright/test';

/** @param home where the chat is, for a page without a base URL */
export async function signIn(page: Page, name: string, home = '/'): Promise<void> {
  await page.goto(home);
  await page.getByRole('button', { name: `Continue as ${name}` }).click();
  await connected(page);
}

/** @param flags `--dev` for `npm run dev` */
export async function startTeam(...flags: string[]): Promise<Team> {
  const state = mkdtempSync(join(tmpdir(), 'team-chat-e2e-'));
  const port = await freePort();
  const server = await start(port, state, flags);
  const { databaseToken } = JSON.parse(readFileSync(join(state, 'secrets.json'), 'utf8'));
  return {
    origin: `http://localhost:${port}`,
    sql: neon(`postgresql://team-chat:${databaseToken}@127.0.0.1:${port}/team_chat`),
    async stop() {
      await stop(server);
      rmSync(state, { recursive: true, force: true });
    },
  };
}

export async function connected(page: Page): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: /^Connected$/ })
    .waitFor();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function start(port: number, state: string, flags: string[]): Promise<ChildProcess> {
  const env = { ...process.env, PORT: String(port), LOCAL_STATE_DIR: state };
  const server = spawn(process.execPath, ['local/start.ts', ...flags], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let output = '';
    const listen = (chunk: Buffer) => {
      output += chunk;
      if (output.includes('Team Chat is running at')) resolve(server);
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.once('exit', (code) => reject(new Error(`local/start.ts ended with ${code}: ${output}`)));
  });
}

function stop(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.removeAllListeners('exit');
    server.once('exit', () => resolve());
    server.kill('SIGTERM');
  });
}
