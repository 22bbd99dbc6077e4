import { describeSent, describeUnsent, findMessageOf } from '#db/queries/attachments';
import type { DescribeAttachment } from '#lib/contracts/attachments';
import type { Attachment } from '#lib/contracts/messages';
import { AppError } from '#lib/errors';
import type { Deps } from '../deps.ts';
import type { Caller } from '../http/serve.ts';
import { expectPlace, tellChanged, tooMany } from '../messages/change-outcome.ts';
import { presentAttachment } from './present-attachment.ts';

/** Says what an own picture shows. Before it is sent nobody hears of that; afterwards it is a change of its message. */
export async function describeAttachment(
  deps: Deps,
  caller: Caller,
  { id, alt }: DescribeAttachment,
): Promise<Attachment> {
  const own = { id, uploaderId: caller.userId, alt };
  // first: what is being sent in this moment is in its message when this has not found it
  const unsent = await describeUnsent(deps.db, own);
  if (unsent) return presentAttachment(unsent);
  const messageId = await findMessageOf(deps.db, own);
  const result = messageId === null ? null : await describeSent(deps.db, own, messageId);
  expectPlace(result, 'There is no such file');
  if (result.isChanged) await tellChanged(deps, caller, result);
  const file = result.message.attachments.find((one) => one.id === id);
  if (!file || result.message.deletedAt) throw new AppError('not_found', 'There is no such file');
  if (file.alt !== alt) throw tooMany(result);
  return file;
}
