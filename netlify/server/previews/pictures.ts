import { getStore } from '@netlify/blobs';
import type { Picture } from './read-picture.ts';

/** The pictures of previews, by the id of their message. */
function pictures() {
  // strongly consistent: a picture is asked for as soon as it is there
  return getStore({ name: 'link-previews', consistency: 'strong' });
}

export async function keepPicture(messageId: string, { bytes, type }: Picture): Promise<void> {
  await pictures().set(messageId, bytes.buffer, { metadata: { type } });
}

export async function findPicture(messageId: string): Promise<Pick<Picture, 'bytes' | 'type'> | null> {
  const found = await pictures().getWithMetadata(messageId, { type: 'arrayBuffer' });
  return found && { bytes: new Uint8Array(found.data), type: String(found.metadata.type) };
}

export async function dropPicture(messageId: string): Promise<void> {
  await pictures().delete(messageId);
}
