import { findMessage } from '#db/queries/messages';
import {
  claimPreview,
  findPreviewable,
  type Previewable,
  removePreview,
  storePreview,
} from '#db/queries/previews';
import type { Message } from '#lib/contracts/messages';
import type { PreviewLink } from '#lib/contracts/previews';
import { AppError } from '#lib/errors';
import { firstLinkOf } from '#lib/first-link';
import type { Deps } from '../deps.ts';
import type { Caller } from '../http/serve.ts';
import { expectOpen } from '../messages/change-outcome.ts';
import { presentMessage } from '../messages/present-message.ts';
import { announceChange } from '../realtime/announce-message.ts';
import { type FoundPreview, fetchPreview } from './fetch-preview.ts';
import { forgetPicture, keepPicture } from './pictures.ts';

/**
 * Fetches what the first link of an own message leads to, once, or takes that preview away; everybody hears of it as of a
 * change of the message. Gives the message as it is then: without a preview when there is nothing to show, or when its
 * author has not wanted it.
 */
export async function previewLink(deps: Deps, caller: Caller, input: PreviewLink): Promise<Message> {
  const { messageId, remove } = input;
  const previewable = await findPreviewable(deps.db, caller.userId, messageId);
  if (!previewable) throw new AppError('not_found', 'There is no such message');
  if (previewable.senderId !== caller.userId) {
    throw new AppError('forbidden', 'Only its author decides about the preview of a message');
  }
  expectOpen(previewable);
  const act = remove ? takeAway : addOnce;
  const isChanged = await act(deps, caller, messageId, previewable);
  const row = await findMessage(deps.db, messageId);
  if (!row) throw new AppError('not_found', 'There is no such message');
  const message = presentMessage(row);
  if (isChanged) await announceChange(deps, message, previewable.audience, caller.requestId);
  return message;
}

async function takeAway(
  { db }: Deps,
  { requestId }: Caller,
  messageId: string,
  { askedFor }: Previewable,
): Promise<boolean> {
  const isRemoved = await removePreview(db, messageId);
  // nobody is given it any more, so what is left of it only takes up room
  if (isRemoved && askedFor) await forgetPicture(messageId, askedFor, requestId);
  return isRemoved;
}

async function addOnce(
  { db, web }: Deps,
  caller: Caller,
  messageId: string,
  previewable: Previewable,
): Promise<boolean> {
  const written = previewable.isFresh ? firstLinkOf(previewable.content) : null;
  const link = written && URL.canParse(written) ? new URL(written) : null;
  // a page of the chat says nothing to who is not signed in
  if (!written || !link || link.origin === caller.origin.origin || written === previewable.askedFor)
    return false;
  if (!(await claimPreview(db, messageId, written))) return false;
  const preview = await fetchPreview(link, web);
  if (!preview) return false;
  const image = await keepImage(messageId, written, preview, caller);
  const isStored = await storePreview(db, messageId, written, { ...preview, image });
  if (!isStored && image) await forgetPicture(messageId, written, caller.requestId);
  return isStored;
}

/** A picture that cannot be kept is left out. */
async function keepImage(messageId: string, link: string, { picture }: FoundPreview, { requestId }: Caller) {
  if (!picture) return null;
  try {
    await keepPicture(messageId, link, picture);
    return { width: picture.width, height: picture.height };
  } catch {
    console.error(`🔗 Picture not kept request=${requestId}`);
    return null;
  }
}
