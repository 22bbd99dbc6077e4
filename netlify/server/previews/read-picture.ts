import { imageSize } from 'image-size';
import type { Found } from './fetch-foreign.ts';
import { takeBytes } from './take-bytes.ts';

/** Bytes. A larger picture is left out. */
const PICTURE_MAX = 300_000;
/** Pixels of its longer side: what a small file unpacks to in a page is bounded as well. */
const SIDE_MAX = 2_000;

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
};

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

function measure(bytes: Uint8Array<ArrayBuffer>): Picture | null {
  const { type = '', width, height, orientation = 1 } = sizeOf(bytes) ?? {};
  const mimeType = TYPES[type];
  if (!mimeType || !width || !height || Math.max(width, height) > SIDE_MAX) return null;
  // from 5 on the camera was held upright: browsers turn such a picture
  const sides = orientation >= 5 ? { width: height, height: width } : { width, height };
  return { bytes, type: mimeType, ...sides };
}

function sizeOf(bytes: Uint8Array) {
  try {
    return imageSize(bytes);
  } catch {
    return null;
  }
}
