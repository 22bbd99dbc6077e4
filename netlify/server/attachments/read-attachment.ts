import { type AttachmentRow, findReadable } from '#db/queries/attachments';
import { ATTACHMENT_PART_BYTES, THUMBNAIL_MAX_BYTES } from '#lib/attachments/limits';
import type { ReadAttachment } from '#lib/contracts/attachments';
import { AppError } from '#lib/errors';
import type { Deps } from '../deps.ts';
import type { Caller } from '../http/serve.ts';
import { type ByteRange, rangeOf } from './byte-range.ts';
import { readPiece } from './byte-store.ts';
import { detectType } from './detect-type.ts';
import { fileHeaders } from './file-headers.ts';

/** The bytes of a file for who may read the message it is in. Nobody else learns that there is one. */
export async function readAttachment(
  { db }: Pick<Deps, 'db'>,
  caller: Caller,
  { id, thumbnail, download }: ReadAttachment,
): Promise<Response> {
  const file = await findReadable(db, caller.userId, id);
  if (!file || (thumbnail && !file.hasThumbnail)) throw noSuchFile();
  const etag = thumbnail ? `"${id}-thumbnail"` : `"${id}"`;
  const isKnown = caller.headers.get('if-none-match')?.includes(etag);
  if (isKnown) return new Response(null, { status: 304, headers: { etag, ...fileHeaders(file, download) } });
  return thumbnail ? answerThumbnail(file, etag) : answerFile(file, etag, caller.headers, download);
}

async function answerThumbnail(file: AttachmentRow, etag: string): Promise<Response> {
  const bytes = await readPiece(file.id, 'thumbnail');
  if (!bytes || bytes.length > THUMBNAIL_MAX_BYTES) throw noSuchFile();
  const mimeType = await detectType(bytes);
  const headers = { etag, ...fileHeaders({ ...file, mimeType }, false) };
  return new Response(bytes.slice().buffer, {
    headers: { ...headers, 'content-length': String(bytes.length) },
  });
}

function answerFile(file: AttachmentRow, etag: string, asked: Headers, download: boolean): Response {
  const headers = { etag, 'accept-ranges': 'bytes', ...fileHeaders(file, download) };
  const ifRange = asked.get('if-range');
  const range = ifRange === null || ifRange === etag ? rangeOf(asked.get('range'), file.size) : null;
  if (range === 'unsatisfiable') {
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${file.size}` },
    });
  }
  const { start, end } = range ?? { start: 0, end: file.size };
  const contentRange = range && { 'content-range': `bytes ${start}-${end - 1}/${file.size}` };
  return new Response(streamOf(file.id, { start, end }), {
    status: range ? 206 : 200,
    headers: { ...headers, ...contentRange, 'content-length': String(end - start) },
  });
}

/** Part by part: neither the function nor the platform holds the whole of it. */
function streamOf(id: string, { start, end }: ByteRange): ReadableStream<Uint8Array> {
  let at = start;
  return new ReadableStream({
    async pull(stream) {
      if (at >= end) return stream.close();
      const part = Math.floor(at / ATTACHMENT_PART_BYTES);
      const bytes = await readPiece(id, part);
      const from = at - part * ATTACHMENT_PART_BYTES;
      const piece = bytes?.subarray(from, from + end - at);
      if (!piece?.length) throw new Error(`Part ${part} of ${id} is not there`);
      at += piece.length;
      stream.enqueue(piece);
    },
  });
}

function noSuchFile(): AppError {
  return new AppError('not_found', 'There is no such file');
}
