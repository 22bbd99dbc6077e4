/** `netlify dev` of this repository on free ports, with an empty state of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

export interface NetlifyDev {
  origin: string;
  /** Where the local stack listens, behind Netlify. */
  stackOrigin: string;
  /** With the token. */
  databaseUrl: string;
  /** One for each call of a function so far, in milliseconds, as Netlify logged it. */
  callTimes(): number[];
  /** What it printed last. */
  lastLines(): string;
  stop(): Promise<void>;
}

export const ROOT = join(import.meta.dirname, '../..');
/** Netlify's own folder in the repository: what it bundles is in there. */
export const NETLIFY_FOLDER = join(ROOT, '.netlify');

const NPX = ['--yes', 'netlify-cli@27'];
const DOWNLOAD_MS = 300_000;
const READY_MS = 180_000;
const STOP_MS = 10_000;
const LAST_LINES = 40;

/** @returns its version. The first time npx downloads it, 350 MB with all it needs. */
export function getNetlifyCli(): string {
  const { status, stdout, stderr, error } = spawnSync('npx', [...NPX, '--version'], {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: DOWNLOAD_MS,
  });
  if (status === 0) return stdout.trim();
  const reason = error ? error.message : stderr.trim();
  throw new Error(`npx could not get netlify-cli within ${DOWNLOAD_MS / 1000} s: ${reason}`);
}

export async function startNetlifyDev(): Promise<NetlifyDev> {
  const hadFolder = existsSync(NETLIFY_FOLDER);
  const state = mkdtempSync(join(tmpdir(), 'team-chat-netlify-'));
  const [port, stackPort] = await freePorts();
  const child = spawnDev(port, stackPort, state);
  const exited = once(child, 'exit');
  // whatever ends this process ends that one, too
  const kill = () => signalGroup(child, 'SIGKILL');
  process.on('exit', kill);
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log += stripVTControlCharacters(text);
    });
  }

  const dev: NetlifyDev = {
    origin: `http://localhost:${port}`,
    stackOrigin: `http://127.0.0.1:${stackPort}`,
    get databaseUrl() {
      const { databaseToken } = JSON.parse(readFileSync(join(state, 'secrets.json'), 'utf8'));
      return `postgresql://team-chat:${databaseToken}@127.0.0.1:${stackPort}/team_chat`;
    },
    callTimes: () =>
      [...log.matchAll(/Response with status \d+ in (\d+) ms/g)].map(([, time]) => Number(time)),
    lastLines: () => log.trimEnd().split('\n').slice(-LAST_LINES).join('\n'),
    async stop() {
      signalGroup(child, 'SIGTERM');
      await Promise.race([exited, setTimeout(STOP_MS, null, { ref: false })]);
      kill();
      process.off('exit', kill);
      rmSync(state, { recursive: true, force: true });
      if (!hadFolder) rmSync(NETLIFY_FOLDER, { recursive: true, force: true });
    },
  };
  try {
    await untilReady(dev, child, () => log);
    return dev;
  } catch (error) {
    await dev.stop();
    throw error;
  }
}

function spawnDev(port: number, stackPort: number, state: string): ChildProcess {
  const args = ['dev', '--offline', '--internal-disable-edge-functions'];
  const ports = ['--port', String(port), '--target-port', String(stackPort)];
  const env = {
    ...process.env,
    // no settings of Neon and Pusher, not even those in .env: this is about the local stack
    ...{ DATABASE_URL: '', PUSHER_APP_ID: '', PUSHER_KEY: '', PUSHER_SECRET: '', PUSHER_CLUSTER: '' },
    LOCAL_PORT: String(stackPort),
    LOCAL_STATE_DIR: state,
  };
  // a group of its own: npx, netlify, its plugin and the local stack end together
  return spawn('npx', [...NPX, ...args, ...ports], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function untilReady(dev: NetlifyDev, child: ChildProcess, log: () => string): Promise<void> {
  const deadline = performance.now() + READY_MS;
  while (!(hasLoadedFunctions(log()) && (await answers(dev.origin)))) {
    if (child.exitCode !== null) throw new Error(`netlify dev ended by itself:\n${dev.lastLines()}`);
    if (performance.now() > deadline)
      throw new Error(`netlify dev was not ready within ${READY_MS / 1000} s:\n${dev.lastLines()}`);
    await setTimeout(200);
  }
}

function hasLoadedFunctions(log: string): boolean {
  const files = readdirSync(join(ROOT, 'netlify/functions')).filter((file) => file.endsWith('.ts'));
  return files.every((file) => log.includes(`Loaded function ${basename(file, '.ts')}`));
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  return response?.ok ?? false;
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid) process.kill(-pid, signal);
  } catch {
    // nobody of the group is left
  }
}

async function freePorts(): Promise<[number, number]> {
  const probes = [createServer(), createServer()] as const;
  await Promise.all(probes.map((probe) => once(probe.listen(0, '127.0.0.1'), 'listening')));
  const [port, stackPort] = probes.map((probe) => {
    const address = probe.address();
    return typeof address === 'object' && address ? address.port : 0;
  });
  await Promise.all(probes.map((probe) => once(probe.close(), 'close')));
  return [port ?? 0, stackPort ?? 0];
}
