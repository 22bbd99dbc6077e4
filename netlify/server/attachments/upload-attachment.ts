import { type AttachmentRow, finishAttachment, noteThumbnail, openAttachment } from '#db/queries/attachments';
import {
  partCountOf,
  partRange,
  THUMBNAIL_MAX_BYTES,
  THUMBNAIL_MAX_SIDE,
  UNSENT_MAX,
} from '#lib/attachments/limits';
import type { UploadAttachment } from '#lib/contracts/attachments';
import type { Attachment } from '#lib/contracts/messages';
import { AppError } from '#lib/errors';
import type { Deps } from '../deps.ts';
import { expectCaller } from '../http/expect-caller.ts';
import type { Caller } from '../http/serve.ts';
import { hasAllParts, readPiece, writePiece } from './byte-store.ts';
import { detectType } from './detect-type.ts';
import { measurePicture } from './measure-picture.ts';
import { presentAttachment } from './present-attachment.ts';

/** Takes a piece of a file; with the last part the file is whole, and is given. Every piece may be sent again. */
export async function uploadAttachment(
  { db }: Pick<Deps, 'db'>,
  caller: Caller,
  input: UploadAttachment,
): Promise<Attachment | undefined> {
  expectCaller(caller, 'userId', input.userId);
  const { id, name, size, piece, bytes } = input;
  if (piece === 'thumbnail') await expectThumbnail(bytes);
  else expectPart(size, piece, bytes);
  const row = await openAttachment(db, { id, uploaderId: caller.userId, name, size });
  if (typeof row === 'number') throw tooMany(row);
  // somebody else's is a conflict, too: whose it is, is not said
  if (row.uploaderId !== caller.userId || row.name !== name || row.size !== size) throw conflict();
  // what was found to be in it is true for good
  if (row.finishedAt !== null) return presentAttachment(row);
  await writePiece(id, piece, bytes);
  if (piece === 'thumbnail') return void (await noteThumbnail(db, row));
  const isLast = piece === partCountOf(size) - 1;
  return isLast ? finish(db, row, piece === 0 ? bytes : null) : undefined;
}

/** @param head the first part, when it is at hand */
async function finish(db: Deps['db'], row: AttachmentRow, head: Uint8Array | null): Promise<Attachment> {
  const first = head ?? (await readPiece(row.id, 0));
  if (!first || !(await hasAllParts(row.id, row.size))) {
    throw new AppError('conflict', 'Parts of the file are missing', {
      issues: [{ path: 'piece', message: 'Send all other parts before the last one' }],
    });
  }
  const mimeType = await detectType(first);
  const { width, height } = measurePicture(mimeType, first) ?? { width: null, height: null };
  const finished = await finishAttachment(db, row, { mimeType, width, height });
  if (!finished) throw conflict();
  return presentAttachment(finished);
}

function expectPart(size: number, part: number, bytes: Uint8Array): void {
  if (part >= partCountOf(size)) throw wrong('piece', 'The file has no such part');
  const { from, to } = partRange(size, part);
  if (bytes.length !== to - from) throw wrong('bytes', `This part has ${to - from} bytes`);
}

async function expectThumbnail(bytes: Uint8Array): Promise<void> {
  if (bytes.length > THUMBNAIL_MAX_BYTES) throw wrong('bytes', 'The small picture is too large');
  const size = measurePicture(await detectType(bytes), bytes);
  if (!size || Math.max(size.width, size.height) > THUMBNAIL_MAX_SIDE) {
    throw wrong('bytes', `Not a picture of at most ${THUMBNAIL_MAX_SIDE} pixels`);
  }
}

function wrong(path: string, message: string): AppError {
  return new AppError('invalid', `Not valid: ${path}`, { issues: [{ path, message }] });
}

function conflict(): AppError {
  return new AppError('conflict', 'This id belongs to another file', {
    issues: [{ path: 'id', message: 'Already used' }],
  });
}

function tooMany(retryAfter: number): AppError {
  return new AppError('rate_limited', `You have ${UNSENT_MAX} files that you have not sent: send or wait`, {
    retryAfter,
  });
}
