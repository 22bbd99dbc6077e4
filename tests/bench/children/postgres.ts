import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { Queryable } from './http-chat.ts';
import { scratchDirectory } from './scratch.ts';

interface Opened {
  name: string;
  database: Queryable;
  close(): Promise<void>;
}

// PGlite does not wait for the disk either
const SETTINGS = ['-c', 'fsync=off', '-c', 'listen_addresses='];
const START_ATTEMPTS = 100;

/** A real Postgres of this machine, on a unix socket in a directory of its own; where there is none, PGlite. */
export async function openPostgres(): Promise<Opened> {
  const binaries = findBinaries();
  const directory = scratchDirectory();
  if (!binaries) {
    const database = await PGlite.create(join(directory, 'database'));
    return { name: 'PGlite on disk (no Postgres found)', database, close: () => database.close() };
  }
  const user = userForPostgres();
  if (user) chownSync(directory, user.uid, user.gid);
  const data = join(directory, 'data');
  execFileSync(join(binaries, 'initdb'), ['-D', data, '-U', 'bench', '-A', 'trust', '-N'], {
    ...user,
    cwd: directory,
    stdio: 'ignore',
  });
  const server = spawn(join(binaries, 'postgres'), ['-D', data, '-k', directory, ...SETTINGS], {
    ...user,
    cwd: directory,
    stdio: 'ignore',
  });
  const pool = new pg.Pool({ host: directory, user: 'bench', database: 'postgres' });
  // an idle connection that ends with the server is nobody's loss; a query that fails says so itself
  pool.on('error', () => {});
  await whenReady(pool);

  async function close(): Promise<void> {
    await pool.end();
    server.kill('SIGINT');
    await once(server, 'exit');
  }
  return { name: `Postgres ${versionOf(binaries)}, fsync off`, database: pool, close };
}

async function whenReady(pool: pg.Pool): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return void (await pool.query('select 1'));
    } catch (error) {
      if (attempt === START_ATTEMPTS) throw error;
      await setTimeout(100);
    }
  }
}

function findBinaries(): string | undefined {
  const places = [
    '/usr/lib/postgresql/*/bin/initdb',
    '/usr/pgsql-*/bin/initdb',
    '/opt/homebrew/opt/postgresql*/bin/initdb',
  ];
  const found = places.flatMap((place) => globSync(place)).toSorted();
  const newest = found.at(-1);
  return newest && dirname(newest);
}

function versionOf(binaries: string): string {
  return (
    /\d+(?:\.\d+)?/.exec(
      execFileSync(join(binaries, 'postgres'), ['--version'], { encoding: 'utf8' }),
    )?.[0] ?? ''
  );
}

/** Postgres refuses to run as root. */
function userForPostgres(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
