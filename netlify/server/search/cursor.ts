import * as z from 'zod/mini';
import type { RankedPlace } from '#db/queries/search';
import type { HitPlace } from '#db/queries/search-hits';
import { Id, Timestamp } from '#lib/contracts/ids';
import { AppError } from '#lib/errors';

/** Postgres knows no year 0. */
const Moment = z.pipe(
  Timestamp.check(z.refine((time) => !time.startsWith('0000'))),
  z.transform((time) => new Date(time)),
);
const Newest = z.strictObject({ createdAt: Moment, id: Id });
// no smaller number than Postgres has there
const Best = z.extend(Newest, {
  rank: z.pipe(z.number().check(z.minimum(0), z.maximum(1)), z.transform(Math.fround)),
});

export function writeCursor(place: HitPlace | RankedPlace): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Behind which hit the page begins; null for the first. @throws as `read` */
export function readNewestCursor(cursor: string | undefined): HitPlace | null {
  return cursor === undefined ? null : read(cursor, Newest);
}

/** As `readNewestCursor`, of the best hits. @throws as `read` */
export function readBestCursor(cursor: string | undefined): RankedPlace | null {
  return cursor === undefined ? null : read(cursor, Best);
}

/** @throws AppError invalid, for what `writeCursor` did not write for this order */
function read<T>(cursor: string, place: z.ZodMiniType<T>): T {
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (error) {
    throw new AppError('invalid', 'Not valid: cursor', {
      cause: error,
      issues: [{ path: 'cursor', message: 'Not a cursor of this search' }],
    });
  }
}
