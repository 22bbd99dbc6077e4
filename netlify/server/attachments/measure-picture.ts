import { imageSize } from 'image-size';
import { isPictureType } from '#lib/attachments/kind';
import { PICTURE_MAX_PIXELS } from '#lib/attachments/limits';

export interface PictureSize {
  width: number;
  height: number;
}

/** Bytes among which every type but JPEG says its size: the reader of AVIF takes quadratic time for the boxes there are. */
const HEADER_MAX = 64 * 1024;
/** EXIF orientations from this one on lie on their side. */
const FIRST_TURNED = 5;

/** How large a picture says it is, as it is shown; read from its header, nothing is unpacked. Null for anything else. */
export function measurePicture(mimeType: string, head: Uint8Array): PictureSize | null {
  if (!isPictureType(mimeType)) return null;
  const size = readSize(mimeType === 'image/jpeg' ? head : head.subarray(0, HEADER_MAX));
  return size && isSensible(size) ? size : null;
}

function readSize(head: Uint8Array): PictureSize | null {
  try {
    const { width, height, orientation = 1 } = imageSize(head);
    return orientation >= FIRST_TURNED ? { width: height, height: width } : { width, height };
  } catch {
    // a broken header: browsers would not draw it either
    return null;
  }
}

function isSensible({ width, height }: PictureSize): boolean {
  return (
    Number.isInteger(width) &&
    Number.isInteger(height) &&
    width > 0 &&
    height > 0 &&
    width * height <= PICTURE_MAX_PIXELS
  );
}
