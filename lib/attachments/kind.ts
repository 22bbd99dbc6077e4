/** What a reader can do with a file without leaving the chat. */
export type AttachmentKind = 'picture' | 'video' | 'audio' | 'pdf' | 'file';

/** What every browser draws from pixels alone. SVG is no such thing: it is a document that can run scripts. */
const PICTURES = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
]);

interface Typed {
  /** As the server found it in the content. */
  mimeType: string;
  width: number | null;
  height: number | null;
}

export function isPictureType(mimeType: string): boolean {
  return PICTURES.has(mimeType);
}

/** A picture whose size is not known, or absurd, is a file. */
export function kindOf({ mimeType, width, height }: Typed): AttachmentKind {
  if (isPictureType(mimeType)) return width !== null && height !== null ? 'picture' : 'file';
  if (mimeType.startsWith('video/')) return 'video';
  if (mimeType.startsWith('audio/')) return 'audio';
  return mimeType === 'application/pdf' ? 'pdf' : 'file';
}
