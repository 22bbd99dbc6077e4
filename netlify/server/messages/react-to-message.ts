import { react } from '#db/queries/react';
import type { React } from '#lib/contracts/changes';
import type { Message } from '#lib/contracts/messages';
import { REACTION_KINDS_MAX } from '#lib/emoji';
import { AppError } from '#lib/errors';
import type { Deps } from '../deps.ts';
import type { Answer } from '../http/answers.ts';
import { expectCaller } from '../http/expect-caller.ts';
import type { Caller } from '../http/serve.ts';
import { expectPlace, tellChanged, tooMany } from './change-outcome.ts';
import { presentMessage } from './present-message.ts';

/** Sets or takes back the caller's reaction and tells everybody; what is so already stays as it is. */
export async function reactToMessage(deps: Deps, caller: Caller, input: React): Promise<Message | Answer> {
  expectCaller(caller, 'userId', input.userId);
  const result = await react(deps.db, caller.userId, input);
  expectPlace(result);
  const { message, isChanged } = result;
  if (isChanged) return tellChanged(deps, caller, result);
  if (message.deletedAt) throw new AppError('conflict', 'This message was deleted');
  const kind = message.reactions.find(({ emoji }) => emoji === input.emoji);
  if ((kind?.userIds.includes(caller.userId) ?? false) === input.on) return presentMessage(message);
  if (!kind && message.reactions.length >= REACTION_KINDS_MAX) throw tooManyKinds();
  throw tooMany(result);
}

function tooManyKinds(): AppError {
  return new AppError('invalid', 'Not valid: emoji', {
    issues: [{ path: 'emoji', message: `At most ${REACTION_KINDS_MAX} kinds of emoji under one message` }],
  });
}
