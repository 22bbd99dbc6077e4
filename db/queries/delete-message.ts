import { sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { internalMessages, linkPreviews, messageVersions, reactions, users } from '../schema.ts';
import { type ChangeResult, changeable, changeMessage, nextRev } from './change-message.ts';

/**
 * Leaves a tombstone: of what was in the message nothing is kept, but the rows of its files, which nobody is given any more
 * and by which their bytes are found and removed. One's own; the team's owner may delete any. One round trip.
 */
export function deleteMessage(db: Database, actorId: string, id: string): Promise<ChangeResult | null> {
  const change = sql`
    with target as (
      select message.id, message.channel_id from ${changeable(actorId, id)}
        and (message.sender_id = ${actorId}::uuid
          or exists (select from ${users} where id = ${actorId}::uuid and role = 'owner'))
    ), bumped as (${nextRev('target')}
    ), versions as (delete from ${messageVersions} where message_id in (select id from target)
    ), reacted as (delete from ${reactions} where message_id in (select id from target)
    ), previewed as (
      delete from ${linkPreviews} where message_id in (select id from target)
      returning url, image_width, removed_at)
    update ${internalMessages} message
    set content = '', mentions = '{}', mentions_all = false, deleted_at = now(), rev = bumped.last_rev
    from bumped where message.id = ${id}::uuid
    returning message.rev, (
      select url from previewed where image_width is not null and removed_at is null) as lost_picture`;
  return changeMessage(db, actorId, id, change);
}
