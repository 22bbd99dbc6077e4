import { and, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Receipt, Watermarks } from '#lib/contracts/receipts';
import type { Database } from '../client.ts';
import { channels, internalMessages, members } from '../schema.ts';
import { isVisible, membershipOf } from './channel-access.ts';

/** Seqs below a new watermark that are searched for messages whose author has something new to see. */
const NEWS_SPAN = 500;

/** What became of the receipts of one channel. */
export type Reported =
  /** `authors` are those for whom it is news; `hasRead` when it is news for the reader's other pages. */
  | { outcome: 'reported'; watermarks: Watermarks; authors: string[]; hasRead: boolean }
  | { outcome: 'no channel' | 'not a member' };

interface ReportRow extends Record<string, unknown> {
  channelId: string;
  isPublic: boolean;
  /** Null when the reader is not a member. */
  deliveredSeq: number | null;
  readSeq: number | null;
  hasRead: boolean | null;
  authors: string[] | null;
}

/**
 * Raises the reader's watermarks, never above the channel's last seq; only `unreadFrom` lowers one. Several receipts of
 * one channel count as their highest, and `unreadFrom` comes last. One round trip, one element per channel.
 */
export async function reportReceipts(
  db: Database,
  userId: string,
  receipts: readonly Receipt[],
): Promise<Reported[]> {
  const { rows } = await db.execute<ReportRow>(reportOf(userId, receipts));
  return rows.map(({ channelId, isPublic, deliveredSeq, readSeq, hasRead, authors }) =>
    deliveredSeq === null || readSeq === null
      ? { outcome: isPublic ? 'not a member' : 'no channel' }
      : {
          outcome: 'reported',
          watermarks: { channelId, userId, deliveredSeq, readSeq },
          authors: authors ?? [],
          hasRead: hasRead ?? false,
        },
  );
}

/**
 * The steps: the highest that is asked for each channel → the reader's own rows, with what they had and will have, locked
 * in one order so that two tabs cannot wait for each other → the rows written, if there is anything to write → the spans
 * by which a watermark rises → the furthest two of the others there (two, because one of them may be the author, whose
 * own having read says nothing) → the authors of the messages in such a span that nobody but themselves had before.
 * All but the locked rows are read as they were before the statement. When several readers report in the same
 * millisecond, each may find itself the first: an event too many, never one too few.
 */
function reportOf(userId: string, receipts: readonly Receipt[]) {
  return sql`
    with asked as (
      select "channelId" as channel_id,
        coalesce(max(greatest("deliveredSeq", "readSeq")), 0) as delivered,
        coalesce(max("readSeq"), 0) as read,
        min("unreadFrom") - 1 as read_at_most
      from jsonb_to_recordset(${JSON.stringify(receipts)}::jsonb)
        as given("channelId" uuid, "deliveredSeq" int, "readSeq" int, "unreadFrom" int)
      group by "channelId"
    ), mine as (
      select m.channel_id, m.last_delivered_seq as had_delivered, m.last_read_seq as had_read,
        greatest(m.last_delivered_seq, least(asked.delivered, c.last_seq)) as delivered,
        least(greatest(m.last_read_seq, least(asked.read, c.last_seq)), asked.read_at_most) as read
      from asked
      join ${channels} c on c.id = asked.channel_id
      join ${members} m on m.channel_id = asked.channel_id and m.user_id = ${userId}::uuid
      order by m.channel_id for no key update of m
    ), written as (
      update ${members} m set last_delivered_seq = mine.delivered, last_read_seq = mine.read
      from mine
      where m.channel_id = mine.channel_id and m.user_id = ${userId}::uuid
        and (mine.delivered, mine.read) <> (mine.had_delivered, mine.had_read)
    ), raised as (
      select channel_id, 'delivered' as what, had_delivered as had, delivered as has from mine where delivered > had_delivered
      union all
      select channel_id, 'read', had_read, read from mine where read > had_read
    ), compared as (
      select raised.channel_id, had, has, leader, leader_seq, next_seq
      from raised cross join lateral (
        select (array_agg(user_id order by seq desc))[1] as leader,
          coalesce((array_agg(seq order by seq desc))[1], 0) as leader_seq,
          coalesce((array_agg(seq order by seq desc))[2], 0) as next_seq
        from (
          select o.user_id, case raised.what when 'read' then o.last_read_seq else o.last_delivered_seq end as seq
          from ${members} o where o.channel_id = raised.channel_id and o.user_id <> ${userId}::uuid
          order by seq desc limit 2) two) others
    ), concerned as materialized (
      select distinct news.channel_id, news.sender_id
      from compared
      join ${internalMessages} news on news.channel_id = compared.channel_id
        and news.seq > greatest(had, next_seq, has - ${NEWS_SPAN}) and news.seq <= has
      join ${members} author on author.user_id = news.sender_id and author.channel_id = news.channel_id
      where news.sender_id <> ${userId}::uuid and news.deleted_at is null
        and (news.seq > leader_seq or news.sender_id = leader)
    )
    select asked.channel_id as "channelId",
      exists (select from ${channels} c where c.id = asked.channel_id and c.kind = 'public') as "isPublic",
      mine.delivered as "deliveredSeq", mine.read as "readSeq",
      mine.read <> mine.had_read as "hasRead",
      (select array_agg(sender_id) from concerned where concerned.channel_id = asked.channel_id) as authors
    from asked
    left join mine on mine.channel_id = asked.channel_id`;
}

const everyone = alias(members, 'everyone');

/** How far each member of a channel is; null when the reader may not know of the channel. */
export async function readWatermarks(
  db: Database,
  readerId: string,
  channelId: string,
): Promise<Watermarks[] | null> {
  const rows = await db
    .select({
      userId: everyone.userId,
      deliveredSeq: everyone.lastDeliveredSeq,
      readSeq: everyone.lastReadSeq,
    })
    .from(channels)
    .leftJoin(members, membershipOf(readerId))
    .leftJoin(everyone, eq(everyone.channelId, channels.id))
    .where(and(eq(channels.id, channelId), isVisible));
  if (rows.length === 0) return null;
  // a public channel that everybody has left is one row without a person
  return rows.flatMap(({ userId, deliveredSeq, readSeq }) =>
    userId === null || deliveredSeq === null || readSeq === null
      ? []
      : [{ channelId, userId, deliveredSeq, readSeq }],
  );
}
