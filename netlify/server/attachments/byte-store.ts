/** Where the bytes of files lie: the one import of Netlify's blobs. */
import { getStore, type Store } from '@netlify/blobs';
import { partCountOf } from '#lib/attachments/limits';
import { AppError } from '#lib/errors';

const STORE = 'attachments';

/** The small copy of a picture, beside its numbered parts. */
export type Piece = number | 'thumbnail';

// strong: who reads right after a message was sent must find what was written just before
function bytes(): Store {
  return getStore({ name: STORE, consistency: 'strong' });
}

function keyOf(attachmentId: string, piece: Piece): string {
  return `${attachmentId}/${piece}`;
}

/** Writes a piece; the same piece again replaces it. */
export async function writePiece(attachmentId: string, piece: Piece, data: Uint8Array): Promise<void> {
  await reach(() => bytes().set(keyOf(attachmentId, piece), data.slice().buffer));
}

/** Null when it is not there. */
export async function readPiece(attachmentId: string, piece: Piece): Promise<Uint8Array | null> {
  const data: ArrayBuffer | null = await reach(() =>
    bytes().get(keyOf(attachmentId, piece), { type: 'arrayBuffer' }),
  );
  return data && new Uint8Array(data);
}

/** Whether every part of a file of this size is there. */
export async function hasAllParts(attachmentId: string, size: number): Promise<boolean> {
  const found = await reach(() =>
    Promise.all(partsOf(size).map((part) => bytes().getMetadata(keyOf(attachmentId, part)))),
  );
  return found.every((part) => part !== null);
}

export async function removePieces(attachmentId: string, size: number): Promise<void> {
  const pieces: Piece[] = [...partsOf(size), 'thumbnail'];
  await reach(() => Promise.all(pieces.map((piece) => bytes().delete(keyOf(attachmentId, piece)))));
}

function partsOf(size: number): number[] {
  return Array.from({ length: partCountOf(size) }, (_, part) => part);
}

async function reach<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new AppError('unavailable', 'Files cannot be reached right now', { cause });
  }
}
