import type { ChangeResult } from '#db/queries/change-message';
import type { Message } from '#lib/contracts/messages';
import { AppError } from '#lib/errors';
import type { Deps } from '../deps.ts';
import { Answer } from '../http/answers.ts';
import type { Caller } from '../http/serve.ts';
import { forgetPicture } from '../previews/pictures.ts';
import { announceChange } from '../realtime/announce-message.ts';
import { presentMessage } from './present-message.ts';

/** Tells what a message has become to everybody who may hear of it, and gives it to who changed it. What went with it is removed. */
export async function tellChanged(
  deps: Deps,
  caller: Caller,
  { message: row, audience, lostPicture }: ChangeResult,
): Promise<Message | Answer> {
  const message = presentMessage(row);
  const told = await announceChange(deps, message, audience, caller.requestId);
  if (lostPicture !== null) await forgetPicture(message.id, lostPicture, caller.requestId);
  return told ? message : new Answer(message, { 'x-realtime': 'deferred' });
}

/**
 * @throws AppError when nobody in the actor's place may change anything about this message: a message that they may not know
 * of is not there
 * @param missing what is said then
 */
export function expectPlace(
  result: ChangeResult | null,
  missing = 'There is no such message',
): asserts result is ChangeResult {
  if (!result) throw new AppError('not_found', missing);
  expectOpen(result);
}

/** Who left a channel that everybody may read changes nothing in it, and in an archived one nobody does. */
export function expectOpen({ isMember, isArchived }: Pick<ChangeResult, 'isMember' | 'isArchived'>): void {
  if (!isMember) throw new AppError('forbidden', 'Join the channel first');
  if (isArchived) throw new AppError('forbidden', 'This channel is archived');
}

export function tooMany({ retryAfter }: ChangeResult): AppError {
  const seconds = retryAfter ?? 1;
  return new AppError('rate_limited', `Too much at once: wait ${seconds} s`, { retryAfter: seconds });
}
