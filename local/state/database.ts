import { existsSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import type { StateDirectory } from './state-directory.ts';

/** `dump` (from `dumpDataDir`) is what a new database starts with. */
export async function openDatabase(state: StateDirectory, dump?: Blob): Promise<PGlite> {
  // as Neon has them; a migration creates what it needs
  const extensions = { pg_trgm };
  const start = { extensions, ...(dump && { loadDataDir: dump }) };
  if (state.databaseDirectory === null) return PGlite.create(start);
  state.dropUnfinished();
  return PGlite.create(state.databaseDirectory, existsSync(state.databaseDirectory) ? { extensions } : start);
}
