import { type SQL, sql } from 'drizzle-orm';
import { UNREAD_MAX } from '#lib/timeline/unread';
import { internalMessages } from '../schema.ts';

/**
 * Of a membership `m`: how many messages of others came after its watermark, and how many of them mention this person.
 * At most UNREAD_MAX are looked at: a channel that nobody reads has no end of messages, and its badge does.
 */
export function newsOf(userId: string): SQL {
  return sql`
    select count(*) as unread, count(*) filter (where mentions_all or ${userId}::uuid = any (mentions)) as mentions
    from (
      select mentions, mentions_all from ${internalMessages} unread
      where unread.channel_id = m.channel_id and unread.seq > m.last_read_seq
        and unread.sender_id <> m.user_id and unread.deleted_at is null
      order by unread.seq limit ${UNREAD_MAX}) latest`;
}
