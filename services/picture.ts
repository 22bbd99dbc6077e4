/** What the browser makes of a picture before it is uploaded: its size, and a small copy of it. */
import { isPictureType } from '#lib/attachments/kind';
import { PICTURE_MAX_PIXELS, THUMBNAIL_MAX_BYTES, THUMBNAIL_MAX_SIDE } from '#lib/attachments/limits';

export interface MadePicture {
  width: number;
  height: number;
  /** Null when the picture is small itself, or moves. */
  thumbnail: Blob | null;
}

/** Bytes below which a picture is its own thumbnail. */
const SMALL = 100 * 1024;

/** Null for what this browser cannot draw. */
export async function makePicture(file: File): Promise<MadePicture | null> {
  if (!isPictureType(file.type)) return null;
  try {
    // as it is shown: turned as its camera was
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const { width, height } = picture;
    const isSmall = file.size <= SMALL && Math.max(width, height) <= THUMBNAIL_MAX_SIDE;
    const hasCopy = !isSmall && file.type !== 'image/gif' && width * height <= PICTURE_MAX_PIXELS;
    const thumbnail = hasCopy ? await shrink(picture) : null;
    picture.close();
    return { width, height, thumbnail };
  } catch {
    return null;
  }
}

async function shrink(picture: ImageBitmap): Promise<Blob | null> {
  const scale = Math.min(1, THUMBNAIL_MAX_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  // a browser that writes no WebP makes a PNG of it
  const copy = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', 0.8));
  return copy && copy.size <= THUMBNAIL_MAX_BYTES ? copy : null;
}
