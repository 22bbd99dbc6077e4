/** `npm start` on a port and a state of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NeonQueryFunction, neon } from '@neondatabase/serverless';
// sets where Neon's driver finds a loopback database
import '#db/client';
import { keepTables, restoreTables } from './team-tables.ts';

export interface Team {
  origin: string;
  stop(): Promise<void>;
  /** Asks the database itself. */
  sql: NeonQueryFunction<false, false>;
  /** Puts every table back to what it was when the team started: whoever was signed in is not any more. */
  reset(): Promise<void>;
  /** Sets what goes wrong in the local Pusher server and database (`local/faults/`); `{}` and all is well again. */
  faults(plan: object): Promise<void>;
}

interface TeamOptions {
  /** `--dev` for `npm run dev` */
  flags?: string[];
  /** From `makeTeamTemplate()`: such a team is there in a second instead of ten. */
  template?: string;
}

export async function startTeam({ flags = [], template }: TeamOptions = {}): Promise<Team> {
  const state = newStateDirectory();
  if (template) cpSync(template, state, { recursive: true });
  const port = await freePort();
  const server = await start(port, state, flags);
  const { databaseToken } = JSON.parse(readFileSync(join(state, 'secrets.json'), 'utf8'));
  const sql = neon(`postgresql://team-chat:${databaseToken}@127.0.0.1:${port}/team_chat`);
  await keepTables(sql);
  return {
    origin: `http://localhost:${port}`,
    sql,
    reset: () => restoreTables(sql),
    async faults(plan) {
      const response = await fetch(`http://localhost:${port}/__local/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(plan),
      });
      if (!response.ok) throw new Error(`The faults were not taken: ${await response.text()}`);
    },
    async stop() {
      await stop(server);
      rmSync(state, { recursive: true, force: true });
    },
  };
}

/** The state directory of a team that has started once: others start with copies of it. Whoever asks removes it. */
export async function makeTeamTemplate(): Promise<string> {
  const state = newStateDirectory();
  await stop(await start(await freePort(), state, []));
  return state;
}

const newStateDirectory = () => mkdtempSync(join(tmpdir(), 'team-chat-e2e-'));

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
  const env = { ...process.env, PORT: String(port), LOCAL_STATE_DIR: state, LOCAL_PREVIEWS_LOOPBACK: '1' };
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
