import { existsSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import type { StateDirectory } from './state-directory.ts';

/** `dump` (from `dumpDataDir`) is what a new database starts with. */
export async function openDatabase(state: StateDirectory, dump?: Blob): Promise<PGlite> {
  const start = dump ? { loadDataDir: dump } : {};
  if (state.databaseDirectory === null) return PGlite.create(start);
  state.dropUnfinished();
  return PGlite.create(state.databaseDirectory, existsSync(state.databaseDirectory) ? {} : start);
}
