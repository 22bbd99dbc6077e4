import { findPicturedLink } from '#db/queries/previews';
import type { ShowPreviewImage } from '#lib/contracts/previews';
import { AppError } from '#lib/errors';
import type { Actor, Deps } from '../deps.ts';
import { findPicture } from './pictures.ts';

/** The picture of a preview, to whoever may read its message. It is somebody else's: a page may show it and no more. */
export async function showPreviewImage(
  { db }: Deps,
  { userId }: Actor,
  { messageId }: ShowPreviewImage,
): Promise<Response> {
  const link = await findPicturedLink(db, userId, messageId);
  const picture = link === null ? null : await findPicture(messageId, link);
  if (!picture) throw new AppError('not_found', 'There is no such picture');
  return new Response(picture.bytes, {
    headers: {
      'content-type': picture.type,
      'cache-control': 'private, max-age=86400',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  });
}
