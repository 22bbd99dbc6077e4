/** Files of one message. */
export const ATTACHMENTS_MAX = 10;
/** Bytes of one file. */
export const ATTACHMENT_MAX_BYTES = 20 * 1024 * 1024;
/** Bytes of one part of it: Netlify passes on bodies of at most 6 MB. */
export const ATTACHMENT_PART_BYTES = 4 * 1024 * 1024;
/** Bytes of the small copy of a picture. */
export const THUMBNAIL_MAX_BYTES = 512 * 1024;
/** CSS pixels of its longer side. */
export const THUMBNAIL_MAX_SIDE = 720;
/** UTF-16 units. */
export const FILE_NAME_MAX = 255;
export const ALT_TEXT_MAX = 1_000;
/** Pixels of what is shown as a picture; with more it is a file like any other, since drawing it would take the reader's memory. */
export const PICTURE_MAX_PIXELS = 33_000_000;
/** Files of one person that are in no message yet. */
export const UNSENT_MAX = 100;
/** Hours after which a file that is in no message can no longer be sent. */
export const UNSENT_HOURS = 24;

/** How many parts a file of this size has. */
export function partCountOf(size: number): number {
  return Math.ceil(size / ATTACHMENT_PART_BYTES);
}

/** Where in a file one of its parts lies: bytes, from and up to but without. */
export function partRange(size: number, part: number): { from: number; to: number } {
  const from = part * ATTACHMENT_PART_BYTES;
  return { from, to: Math.min(size, from + ATTACHMENT_PART_BYTES) };
}
