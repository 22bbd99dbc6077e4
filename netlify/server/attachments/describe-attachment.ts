import { describeAttachment as storeDescription } from '#db/queries/attachments';
import { findMessage } from '#db/queries/messages';
import type { DescribeAttachment } from '#lib/contracts/attachments';
import type { Attachment } from '#lib/contracts/messages';
import { AppError } from '#lib/errors';
import type { Deps } from '../deps.ts';
import type { Caller } from '../http/serve.ts';
import { presentMessage } from '../messages/present-message.ts';
import { announceChange } from '../realtime/announce-message.ts';
import { presentAttachment } from './present-attachment.ts';

/** Says what a picture shows, before it is sent or after; then those who can read its message hear of the change. */
export async function describeAttachment(
  deps: Deps,
  caller: Caller,
  { id, alt }: DescribeAttachment,
): Promise<Attachment> {
  const described = await storeDescription(deps.db, { id, uploaderId: caller.userId, alt });
  if (!described) throw new AppError('not_found', 'There is no such file');
  const { file, messageId, audience } = described;
  const message = messageId === null ? undefined : await findMessage(deps.db, messageId);
  if (message) await announceChange(deps, presentMessage(message), audience, caller.requestId);
  return presentAttachment(file);
}
