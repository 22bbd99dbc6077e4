import { editMessage as edit } from '#db/queries/edit-message';
import type { EditMessage } from '#lib/contracts/changes';
import type { Message } from '#lib/contracts/messages';
import { AppError } from '#lib/errors';
import { firstLinkOf } from '#lib/first-link';
import type { Deps } from '../deps.ts';
import type { Answer } from '../http/answers.ts';
import type { Caller } from '../http/serve.ts';
import { callsOf } from './calls-of.ts';
import { expectPlace, tellChanged, tooMany } from './change-outcome.ts';
import { presentMessage } from './present-message.ts';

/**
 * Gives an own message another text and tells everybody. One that has this text already stays as it is, whatever its rev: so
 * a retry after a lost answer is no conflict with itself.
 */
export async function editMessage(
  deps: Deps,
  caller: Caller,
  { id, content, rev }: EditMessage,
): Promise<Message | Answer> {
  const calls = await callsOf(deps, content, caller.requestId);
  const result = await edit(deps.db, caller.userId, { id, content, rev, calls, link: firstLinkOf(content) });
  expectPlace(result);
  const { message, isChanged } = result;
  if (isChanged) return tellChanged(deps, caller, result);
  if (message.senderId !== caller.userId) {
    throw new AppError('forbidden', 'Only who wrote a message may edit it');
  }
  if (message.deletedAt) throw conflict('This message was deleted', presentMessage(message));
  if (message.content === content) return presentMessage(message);
  if (message.rev !== rev) throw conflict('This message has changed meanwhile', presentMessage(message));
  throw tooMany(result);
}

function conflict(sentence: string, current: Message): AppError {
  return new AppError('conflict', sentence, { current });
}
