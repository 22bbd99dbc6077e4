import { existsSync, renameSync, rmSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

/** `dump` (from `dumpDataDir`) is what a new database starts with. */
export async function openDatabase(directory: string | null, dump?: Blob): Promise<PGlite> {
  const start = dump ? { loadDataDir: dump } : {};
  if (directory === null) return PGlite.create(start);

  if (!existsSync(directory)) {
    // renamed when complete: a start that was interrupted would leave a directory that never opens again
    const partial = `${directory}.partial`;
    rmSync(partial, { recursive: true, force: true });
    const database = await PGlite.create(partial, start);
    await database.close();
    renameSync(partial, directory);
  }
  return PGlite.create(directory);
}
