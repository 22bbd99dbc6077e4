import { readReplies } from '#db/queries/replies';
import { type ListReplies, REPLY_PAGE_SIZE, type ReplyPage } from '#lib/contracts/changes';
import { AppError } from '#lib/errors';
import type { Actor, Deps } from '../deps.ts';
import { presentMessage } from './present-message.ts';

/** A page of the answers to a message that the actor may read. */
export async function listReplies(
  { db }: Pick<Deps, 'db'>,
  actor: Actor,
  { messageId, after = 0 }: ListReplies,
): Promise<ReplyPage> {
  const rows = await readReplies(db, actor.userId, messageId, after, REPLY_PAGE_SIZE + 1);
  if (!rows) throw new AppError('not_found', 'There is no such message');
  return {
    messages: rows.slice(0, REPLY_PAGE_SIZE).map(presentMessage),
    hasAfter: rows.length > REPLY_PAGE_SIZE,
  };
}
