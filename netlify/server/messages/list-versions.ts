import { readVersions } from '#db/queries/message-versions';
import type { ListVersions, MessageVersions } from '#lib/contracts/changes';
import { AppError } from '#lib/errors';
import type { Actor, Deps } from '../deps.ts';

/** What a message that the actor may read says and said before. Of a deleted one there is nothing. */
export async function listVersions(
  { db }: Pick<Deps, 'db'>,
  actor: Actor,
  { id }: ListVersions,
): Promise<MessageVersions> {
  const versions = await readVersions(db, actor.userId, id);
  if (!versions) throw new AppError('not_found', 'There is no such message');
  return {
    versions: versions.map(({ content, writtenAt }) => ({ content, writtenAt: writtenAt.toISOString() })),
  };
}
