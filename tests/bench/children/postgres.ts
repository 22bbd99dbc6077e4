import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { findPostgres, startPostgres } from '../postgres-server.ts';
import type { Queryable } from './http-chat.ts';
import { scratchDirectory } from './scratch.ts';

interface Opened {
  name: string;
  database: Queryable;
  close(): Promise<void>;
}

/** A real Postgres of this machine; where there is none, PGlite. */
export async function openPostgres(): Promise<Opened> {
  const binaries = findPostgres();
  const directory = scratchDirectory();
  if (!binaries) {
    const database = await PGlite.create(join(directory, 'database'));
    return { name: 'PGlite on disk (no Postgres found)', database, close: () => database.close() };
  }
  // PGlite does not wait for the disk either
  const server = await startPostgres(binaries, directory, ['fsync=off']);
  const pool = new pg.Pool({ ...server.connection, database: 'postgres' });
  // an idle connection that ends with the server is nobody's loss; a query that fails says so itself
  pool.on('error', () => {});

  async function close(): Promise<void> {
    await pool.end();
    await server.stop();
  }
  return { name: `Postgres ${server.version}, fsync off`, database: pool, close };
}
