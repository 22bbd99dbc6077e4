import { detectType } from '../attachments/detect-type.ts';
import { measurePicture } from '../attachments/measure-picture.ts';
import type { Found } from './fetch-foreign.ts';
import { takeBytes } from './take-bytes.ts';

/** Bytes. A larger picture is left out. */
const PICTURE_MAX = 300_000;
/** Pixels of its longer side: what a small file unpacks to in a page is bounded as well. */
const SIDE_MAX = 2_000;

const TYPES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

export interface Picture {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  /** CSS pixels. */
  width: number;
  height: number;
}

/** A small picture of pixels; what it is says its content, not its header. Null for anything else. */
export async function readPicture({ body }: Found): Promise<Picture | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of takeBytes(body, PICTURE_MAX + 1)) chunks.push(chunk);
  const bytes = new Uint8Array(Buffer.concat(chunks));
  return bytes.length > PICTURE_MAX ? null : measure(bytes);
}

async function measure(bytes: Uint8Array<ArrayBuffer>): Promise<Picture | null> {
  const type = await detectType(bytes);
  const size = TYPES.has(type) ? measurePicture(type, bytes) : null;
  return size && Math.max(size.width, size.height) <= SIDE_MAX ? { bytes, type, ...size } : null;
}
