import { createHash } from 'node:crypto';
import { getStore } from '@netlify/blobs';
import type { Picture } from './read-picture.ts';

/** The pictures of previews, by `keyOf`. */
function pictures() {
  // strongly consistent: a picture is asked for as soon as it is there
  return getStore({ name: 'link-previews', consistency: 'strong' });
}

/** An edit may give a message another link: what was fetched for the one before never stands for it. */
function keyOf(messageId: string, link: string): string {
  return `${messageId}/${createHash('sha256').update(link).digest('hex')}`;
}

export async function keepPicture(messageId: string, link: string, { bytes, type }: Picture): Promise<void> {
  await pictures().set(keyOf(messageId, link), bytes.buffer, { metadata: { type } });
}

export async function findPicture(
  messageId: string,
  link: string,
): Promise<Pick<Picture, 'bytes' | 'type'> | null> {
  const found = await pictures().getWithMetadata(keyOf(messageId, link), { type: 'arrayBuffer' });
  return found && { bytes: new Uint8Array(found.data), type: String(found.metadata.type) };
}

/** One that cannot be removed takes up room, and nobody is given it: whatever it was removed with goes on. */
export async function forgetPicture(messageId: string, link: string, requestId: string): Promise<void> {
  try {
    await pictures().delete(keyOf(messageId, link));
  } catch {
    console.error(`🔗 Picture not deleted request=${requestId}`);
  }
}
