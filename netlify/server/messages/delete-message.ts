import { deleteMessage as remove } from '#db/queries/delete-message';
import type { DeleteMessage } from '#lib/contracts/changes';
import type { Message } from '#lib/contracts/messages';
import { AppError } from '#lib/errors';
import type { Deps } from '../deps.ts';
import type { Answer } from '../http/answers.ts';
import type { Caller } from '../http/serve.ts';
import { expectPlace, tellChanged } from './change-outcome.ts';
import { presentMessage } from './present-message.ts';

/** Leaves a tombstone and tells everybody; what was deleted before stays as it is. */
export async function deleteMessage(
  deps: Deps,
  caller: Caller,
  { id }: DeleteMessage,
): Promise<Message | Answer> {
  const result = await remove(deps.db, caller.userId, id);
  expectPlace(result);
  const { message, isChanged, isOwner } = result;
  if (isChanged) return tellChanged(deps, caller, result);
  if (message.senderId !== caller.userId && !isOwner) {
    throw new AppError('forbidden', 'Only who wrote a message, or owns the team, may delete it');
  }
  return presentMessage(message);
}
