import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

export interface PostgresServer {
  version: string;
  /** How `pg` reaches it. */
  connection: { host: string; user: string };
  stop(): Promise<void>;
}

const START_ATTEMPTS = 300;
const USER = 'bench';
/** Neon's, where the machine has it: what a letter is decides what a trigram is. */
const LOCALE = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';

/** Where the newest Postgres of this machine has its programs. */
export function findPostgres(): string | undefined {
  const places = [
    '/usr/lib/postgresql/*/bin/initdb',
    '/usr/pgsql-*/bin/initdb',
    '/opt/homebrew/opt/postgresql*/bin/initdb',
  ];
  const found = places.flatMap((place) => globSync(place)).toSorted();
  const newest = found.at(-1);
  return newest && dirname(newest);
}

/**
 * A server whose data and unix socket are in a directory of its own; data that is there from before is kept.
 * @param settings as in postgresql.conf: `fsync=off`
 */
export async function startPostgres(
  binaries: string,
  directory: string,
  settings: readonly string[],
): Promise<PostgresServer> {
  const user = userForPostgres();
  if (user) chownSync(directory, user.uid, user.gid);
  const data = join(directory, 'data');
  if (!existsSync(join(data, 'PG_VERSION'))) {
    execFileSync(
      join(binaries, 'initdb'),
      ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', `--locale=${LOCALE}`, '-N'],
      { ...user, cwd: directory, stdio: 'ignore' },
    );
  }
  const flags = [...settings, 'listen_addresses='].flatMap((setting) => ['-c', setting]);
  const server = spawn(join(binaries, 'postgres'), ['-D', data, '-k', directory, ...flags], {
    ...user,
    cwd: directory,
    stdio: 'ignore',
  });
  const connection = { host: directory, user: USER };
  await whenReady(connection, () => server.exitCode !== null);

  async function stop(): Promise<void> {
    server.kill('SIGINT');
    if (server.exitCode === null) await once(server, 'exit');
  }
  return { version: versionOf(binaries), connection, stop };
}

async function whenReady(connection: PostgresServer['connection'], hasEnded: () => boolean): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const client = new pg.Client({ ...connection, database: 'postgres' });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (hasEnded() || attempt === START_ATTEMPTS) throw error;
      await setTimeout(100);
    }
  }
}

function versionOf(binaries: string): string {
  const said = execFileSync(join(binaries, 'postgres'), ['--version'], { encoding: 'utf8' });
  return /\d+(?:\.\d+)?/.exec(said)?.[0] ?? '';
}

/** Postgres refuses to run as root. */
function userForPostgres(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
