import { asc, eq, getTableColumns, sql } from 'drizzle-orm';
import { MESSAGE_PAGE_SIZE } from '#lib/contracts/messages';
import { SYNC_CHANGES_MAX } from '#lib/contracts/sync';
import type { Database } from '../client.ts';
import { channels, internalMessages, members, users } from '../schema.ts';
import { audienceOf } from './channel-access.ts';
import {
  additionsTo,
  type MessageRow,
  parent,
  parentSender,
  peopleOfMessage,
  sender,
} from './message-rows.ts';
import { newsOf } from './unread.ts';

export interface ChannelState
  extends Pick<
    typeof channels.$inferSelect,
    | 'id'
    | 'kind'
    | 'name'
    | 'topic'
    | 'isDefault'
    | 'createdBy'
    | 'archivedAt'
    | 'viewEpoch'
    | 'lastSeq'
    | 'lastRev'
  > {
  isFavourite: boolean;
  isMuted: boolean;
  lastDeliveredSeq: number;
  lastReadSeq: number;
  othersDeliveredSeq: number;
  othersReadSeq: number;
  unread: number;
  mentions: number;
  /** Null for a public channel. */
  memberIds: string[] | null;
  reset: boolean;
  messages: MessageRow[];
}

type Person = Pick<typeof users.$inferSelect, 'id' | 'name' | 'email' | 'image' | 'role'>;

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
      .select({ id: users.id, name: users.name, email: users.email, image: users.image, role: users.role })
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
      lastDeliveredSeq: members.lastDeliveredSeq,
      lastReadSeq: members.lastReadSeq,
      isFavourite: members.isFavourite,
      isMuted: members.isMuted,
      othersDeliveredSeq: sql<number>`others_delivered_seq`.as('others_delivered_seq'),
      othersReadSeq: sql<number>`others_read_seq`.as('others_read_seq'),
      unread: sql<number>`unread`.mapWith(Number).as('unread'),
      calls: sql<number>`calls`.mapWith(Number).as('calls'),
    })
    .as(sql`
      select c.id, c.last_seq, c.last_rev, m.last_delivered_seq, m.last_read_seq, m.is_favourite, m.is_muted, asked.cursor,
        coalesce(o.delivered, 0) as others_delivered_seq, coalesce(o.read, 0) as others_read_seq,
        news.unread, news.mentions as calls,
        coalesce(asked.cursor > c.last_rev or c.last_rev - asked.cursor > ${SYNC_CHANGES_MAX}, true) as reset
      from ${members} m
      join ${channels} c on c.id = m.channel_id
      left join (select key::uuid as id, value::int as cursor from jsonb_each_text(${JSON.stringify(cursors)}::jsonb)) asked
        on asked.id = c.id
      left join lateral (
        select max(last_delivered_seq) as delivered, max(last_read_seq) as read from ${members}
        where channel_id = c.id and user_id <> m.user_id) o on true
      cross join lateral (${newsOf(userId)}) news
      where m.user_id = ${userId}`);
  // Two branches, each with its own index: the latest window by seq, the changes by rev. That both have a limit, which they
  // cannot reach, keeps Postgres from reading the whole table: it expects each branch to find a third of it.
  const changed = db.$with('changed', getTableColumns(internalMessages)).as(sql`
      select w.* from mine cross join lateral (
        select * from ${internalMessages}
        where channel_id = mine.id and seq > mine.last_seq - ${MESSAGE_PAGE_SIZE}
        order by seq desc limit ${MESSAGE_PAGE_SIZE}) w where mine.reset
      union all
      select d.* from mine cross join lateral (
        select * from ${internalMessages}
        where channel_id = mine.id and rev > mine.cursor
        order by rev limit ${SYNC_CHANGES_MAX}) d where not mine.reset and mine.last_rev > mine.cursor`);
  const answered = db
    .select({ content: parent.content, deletedAt: parent.deletedAt, senderId: parent.senderId })
    .from(parent)
    .where(eq(parent.id, changed.replyToId))
    .limit(1)
    .as('parent');

  return db
    .with(mine, changed)
    .select({
      id: channels.id,
      kind: channels.kind,
      name: channels.name,
      topic: channels.topic,
      lastSeq: channels.lastSeq,
      lastRev: channels.lastRev,
      lastDeliveredSeq: mine.lastDeliveredSeq,
      lastReadSeq: mine.lastReadSeq,
      othersDeliveredSeq: mine.othersDeliveredSeq,
      othersReadSeq: mine.othersReadSeq,
      reset: mine.reset,
      unread: mine.unread,
      mentions: mine.calls,
      memberIds: audienceOf,
      isDefault: channels.isDefault,
      createdBy: channels.createdBy,
      archivedAt: channels.archivedAt,
      viewEpoch: channels.viewEpoch,
      isFavourite: mine.isFavourite,
      isMuted: mine.isMuted,
      message: {
        id: changed.id,
        channelId: changed.channelId,
        seq: changed.seq,
        rev: changed.rev,
        senderId: changed.senderId,
        content: changed.content,
        replyToId: changed.replyToId,
        threadRootId: changed.threadRootId,
        mentions: changed.mentions,
        mentionsAll: changed.mentionsAll,
        createdAt: changed.createdAt,
        editedAt: changed.editedAt,
        deletedAt: changed.deletedAt,
      },
      beside: { ...peopleOfMessage, ...additionsTo(changed.id) },
    })
    .from(mine)
    .innerJoin(channels, eq(channels.id, mine.id))
    .leftJoin(changed, eq(changed.channelId, mine.id))
    .leftJoin(sender, eq(sender.id, changed.senderId))
    .leftJoinLateral(answered, sql`true`)
    .leftJoin(parentSender, eq(parentSender.id, answered.senderId))
    .orderBy(asc(sql`lower(${channels.name})`), asc(changed.seq));
}
