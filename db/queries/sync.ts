import { asc, eq, getTableColumns, sql } from 'drizzle-orm';
import { MESSAGE_PAGE_SIZE } from '#lib/contracts/messages';
import { SYNC_CHANGES_MAX } from '#lib/contracts/sync';
import type { Database } from '../client.ts';
import { channels, internalMessages, members, users } from '../schema.ts';
import { besideMessage, type MessageRow, parent, parentSender, sender } from './message-rows.ts';

export interface ChannelState
  extends Pick<typeof channels.$inferSelect, 'id' | 'kind' | 'name' | 'topic' | 'lastSeq' | 'lastRev'> {
  lastReadSeq: number;
  unread: number;
  /** Null for a public channel. */
  memberIds: string[] | null;
  reset: boolean;
  messages: MessageRow[];
}

type Person = Pick<typeof users.$inferSelect, 'id' | 'name' | 'email' | 'image'>;

/**
 * Everything that changed in the caller's channels after their cursors, and who is who. The channels and their changes
 * come from one statement, so from one moment: a `lastRev` never promises a change that is not in `messages`.
 */
export async function readChanges(
  db: Database,
  userId: string,
  cursors: Record<string, number>,
): Promise<{ people: Person[]; channels: ChannelState[] }> {
  const [people, rows] = await db.batch([
    db
      .select({ id: users.id, name: users.name, email: users.email, image: users.image })
      .from(users)
      .orderBy(asc(users.name)),
    selectChanges(db, userId, cursors),
  ]);
  const found = new Map<string, ChannelState>();
  for (const { message, beside, ...channel } of rows) {
    const state = found.get(channel.id) ?? { ...channel, messages: [] };
    found.set(channel.id, state);
    const { senderName, senderEmail } = beside;
    // a channel in which nothing changed has one row, without a message
    if (message && senderName !== null && senderEmail !== null) {
      state.messages.push({ ...message, ...beside, senderName, senderEmail });
    }
  }
  return { people, channels: [...found.values()] };
}

function selectChanges(db: Database, userId: string, cursors: Record<string, number>) {
  const mine = db
    .$with('mine', {
      id: channels.id,
      reset: sql<boolean>`reset`.as('reset'),
      lastReadSeq: members.lastReadSeq,
    })
    .as(sql`
      select c.id, c.last_seq, c.last_rev, m.last_read_seq, asked.cursor,
        coalesce(asked.cursor > c.last_rev or c.last_rev - asked.cursor > ${SYNC_CHANGES_MAX}, true) as reset
      from ${members} m
      join ${channels} c on c.id = m.channel_id
      left join (select key::uuid as id, value::int as cursor from jsonb_each_text(${JSON.stringify(cursors)}::jsonb)) asked
        on asked.id = c.id
      where m.user_id = ${userId}`);
  // two branches, each with its own index: the latest window by seq, the changes by rev
  const changed = db
    .$with('changed', { messageId: internalMessages.id, channelId: internalMessages.channelId })
    .as(sql`
      select w.id, w.channel_id from mine join lateral (
        select id, channel_id from ${internalMessages}
        where channel_id = mine.id and seq > mine.last_seq - ${MESSAGE_PAGE_SIZE}) w on mine.reset
      union all
      select d.id, d.channel_id from mine join lateral (
        select id, channel_id from ${internalMessages}
        where channel_id = mine.id and rev > mine.cursor) d on not mine.reset`);
  const unread = sql<number>`(
    select count(*) from ${internalMessages} news
    where news.channel_id = ${channels.id} and news.seq > mine.last_read_seq
      and news.sender_id <> ${userId} and news.deleted_at is null)`.mapWith(Number);
  const memberIds = sql<string[] | null>`case when ${channels.kind} <> 'public' then
    (select array_agg(others.user_id) from ${members} others where others.channel_id = ${channels.id}) end`;

  return db
    .with(mine, changed)
    .select({
      id: channels.id,
      kind: channels.kind,
      name: channels.name,
      topic: channels.topic,
      lastSeq: channels.lastSeq,
      lastRev: channels.lastRev,
      lastReadSeq: mine.lastReadSeq,
      reset: mine.reset,
      unread,
      memberIds,
      message: getTableColumns(internalMessages),
      beside: besideMessage,
    })
    .from(mine)
    .innerJoin(channels, eq(channels.id, mine.id))
    .leftJoin(changed, eq(changed.channelId, mine.id))
    .leftJoin(internalMessages, eq(internalMessages.id, changed.messageId))
    .leftJoin(sender, eq(sender.id, internalMessages.senderId))
    .leftJoin(parent, eq(parent.id, internalMessages.replyToId))
    .leftJoin(parentSender, eq(parentSender.id, parent.senderId))
    .orderBy(asc(sql`lower(${channels.name})`), asc(internalMessages.seq));
}
