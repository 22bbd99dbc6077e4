import { findForgotten, removeAttachment } from '#db/queries/attachments';
import type { Deps } from '../deps.ts';
import { removePieces } from './byte-store.ts';

/** Files of one run: a scheduled function has 30 s, and the next one goes on. */
const AT_MOST = 200;

/** Removes files that nobody can read any more. The bytes go first: a run that is cut short finds the row again. */
export async function sweepAttachments({ db }: Pick<Deps, 'db'>): Promise<void> {
  const forgotten = await findForgotten(db, AT_MOST);
  for (const { id, size } of forgotten) {
    await removePieces(id, size);
    await removeAttachment(db, id);
  }
  if (forgotten.length > 0) console.log(`🧹 Removed ${forgotten.length} files`);
}
