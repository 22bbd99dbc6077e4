import * as z from 'zod/mini';
import { Attachment } from '#lib/contracts/messages';
import { type UploadOptions, upload } from './httpUpload.ts';

/** Sends a piece of a file; the last part gives the file, which is whole then. Each piece may be sent again. */
export function uploadPiece(
  piece: { userId: string; id: string; name: string; size: number; piece: number | 'thumbnail' },
  bytes: Blob,
  options: Pick<UploadOptions<unknown>, 'onProgress' | 'signal'>,
): Promise<Attachment | undefined> {
  const query = Object.fromEntries(Object.entries(piece).map(([name, value]) => [name, String(value)]));
  return upload('/.netlify/functions/chat-upload-attachment', {
    ...options,
    query,
    bytes,
    parse: z.optional(Attachment),
  });
}
