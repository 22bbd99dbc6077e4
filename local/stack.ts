import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { blobsContext, createBlobsEndpoint } from './blobs.ts';
import { createFaultControl, refuseFaultControl } from './faults/control.ts';
import { Faults } from './faults/faults.ts';
import { showDemoPeople } from './host/demo-people.ts';
import { type Host, type HostOptions, openHost } from './host/host.ts';
import { readNetlifyRules } from './host/netlify-rules.ts';
import { previewLoopback } from './preview-loopback.ts';
import { createRealtimeServer, type RealtimeServer } from './realtime/server.ts';
import { createSqlEndpoint, type SqlEndpoint } from './sql/endpoint.ts';
import { openDatabase } from './state/database.ts';
import type { Secrets } from './state/secrets.ts';
import { openStateDirectory, openStateInMemory } from './state/state-directory.ts';

export interface StackOptions {
  /** 0 is any free port. */
  port: number;
  /** Null keeps everything in memory. */
  stateDir: string | null;
  page: 'none' | 'dist' | 'vite';
  /** Call the functions of this repository (default), else only the stand-ins are there. */
  functions?: boolean;
  /** Link previews reach this machine as well. */
  previewsLoopback?: boolean;
  /** From `dumpDataDir()`: what a new database starts with. */
  database?: Blob;
  /** Fills the database (migrations, seed). A database directory whose first `prepare` was interrupted is made anew. */
  prepare?: (settings: StackSettings) => Promise<void>;
}

export interface Stack {
  origin: string;
  port: number;
  /** What functions read from the environment; `openStack` has put it there. */
  settings: StackSettings;
  database: PGlite;
  sql: SqlEndpoint;
  realtime: RealtimeServer;
  /** What goes wrong on purpose on this stack; also at `/__local/faults`. */
  faults: Faults;
  close(): Promise<void>;
}

export type StackSettings = ReturnType<typeof settingsFor>;

const ROOT = join(import.meta.dirname, '..');

/** The whole product without any account: stand-ins for Neon, Pusher and Netlify on one port of this machine. */
export async function openStack(options: StackOptions): Promise<Stack> {
  const opened: (() => unknown)[] = [];
  const close = async () => {
    for (const closeOne of opened.splice(0).reverse()) await closeOne();
  };
  try {
    return { ...(await openParts(options, opened)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openParts(options: StackOptions, opened: (() => unknown)[]): Promise<Omit<Stack, 'close'>> {
  const state = options.stateDir === null ? openStateInMemory() : openStateDirectory(options.stateDir);
  opened.push(state.release);
  const database = await openDatabase(state, options.database);
  opened.push(() => database.close());

  const { secrets } = state;
  const faults = new Faults();
  const sql = createSqlEndpoint({ database, token: secrets.databaseToken, faults });
  const blobs = createBlobsEndpoint({ directory: state.blobsDirectory, token: secrets.blobsToken });
  const { pusherAppId: appId, pusherKey: key, pusherSecret: secret } = secrets;
  const realtime = createRealtimeServer({ appId, key, secret, faults });
  const control = createFaultControl(faults, () => ({ realtime: realtime.counts, sql: sql.counts }));
  const host = await openHost({
    port: options.port,
    tenants: [sql, blobs, realtime, control],
    functionsDirectory: options.functions === false ? null : join(ROOT, 'netlify/functions'),
    page: pageOptions(options.page, showDemoPeople),
  });
  opened.push(host.close);
  // before that: what is delayed would go on when nothing is there any more, and keep the process until then
  opened.push(() => faults.clear());

  const settings = settingsFor(host, secrets);
  // functions run in this process and are loaded with their first request
  Object.assign(process.env, settings);
  if (options.previewsLoopback) await previewLoopback();
  await options.prepare?.(settings);
  state.markFinished();
  return { origin: host.origin, port: host.port, settings, database, sql, realtime, faults };
}

/** Functions and page alone, for those who bring settings of Neon and Pusher. */
export async function openHostOnly(options: { port: number; page: 'dist' | 'vite' }): Promise<Host> {
  const host = await openHost({
    port: options.port,
    tenants: [refuseFaultControl()],
    functionsDirectory: join(ROOT, 'netlify/functions'),
    page: pageOptions(options.page, async (html) => html),
  });
  process.env.URL = host.origin;
  return host;
}

function pageOptions(
  kind: StackOptions['page'],
  changeHtml: (html: string) => Promise<string>,
): HostOptions['page'] {
  if (kind === 'none') return { kind };
  const rules = readNetlifyRules(join(ROOT, 'netlify.toml'));
  if (kind === 'vite') return { kind, root: ROOT, rules, changeHtml };
  return { kind, directory: join(ROOT, 'dist'), rules, changeHtml };
}

function settingsFor({ origin, port }: Host, secrets: Secrets) {
  return {
    DATABASE_URL: `postgresql://team-chat:${secrets.databaseToken}@127.0.0.1:${port}/team_chat`,
    PUSHER_APP_ID: secrets.pusherAppId,
    PUSHER_KEY: secrets.pusherKey,
    PUSHER_SECRET: secrets.pusherSecret,
    PUSHER_CLUSTER: 'local',
    PUSHER_HOST: '127.0.0.1',
    PUSHER_PORT: String(port),
    BETTER_AUTH_SECRET: secrets.authSecret,
    // everybody on this machine, and every test, has the same address
    SIGN_IN_LIMIT: '100000',
    URL: origin,
    NETLIFY_BLOBS_CONTEXT: blobsContext(port, secrets.blobsToken),
  };
}
