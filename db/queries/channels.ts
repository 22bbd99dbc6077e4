import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { channels, members, users } from '../schema.ts';
import { isVisible, membershipOf } from './channel-access.ts';

export interface ChannelRow {
  id: string;
  kind: 'public' | 'private' | 'direct';
  name: string;
  topic: string;
  archivedAt: Date | null;
  isMember: boolean;
  memberIds: string[];
}

/** A channel with its people, for who may know of it; null for anybody else. */
export async function readChannel(
  db: Database,
  readerId: string,
  channelId: string,
): Promise<ChannelRow | null> {
  const memberIds = sql<string[]>`array(
    select everyone.user_id from ${members} everyone where everyone.channel_id = ${channels.id} order by everyone.joined_at, everyone.user_id)`;
  const [row] = await db
    .select({
      id: channels.id,
      kind: channels.kind,
      name: channels.name,
      topic: channels.topic,
      archivedAt: channels.archivedAt,
      isMember: sql<boolean>`${members.userId} is not null`,
      memberIds,
    })
    .from(channels)
    .leftJoin(members, membershipOf(readerId))
    .where(and(eq(channels.id, channelId), isVisible));
  return row ?? null;
}

/** For who decides whom to tell: says nothing of who may ask. */
export async function readMemberIds(db: Database, channelId: string): Promise<string[]> {
  const rows = await db
    .select({ userId: members.userId })
    .from(members)
    .where(eq(members.channelId, channelId));
  return rows.map(({ userId }) => userId);
}

/** Every public channel, by name. */
export function readDirectory(db: Database, readerId: string) {
  const memberCount = sql<number>`(
    select count(*) from ${members} everyone where everyone.channel_id = ${channels.id})`.mapWith(Number);
  return db
    .select({
      id: channels.id,
      name: channels.name,
      topic: channels.topic,
      archivedAt: channels.archivedAt,
      isMember: sql<boolean>`${members.userId} is not null`,
      memberCount,
    })
    .from(channels)
    .leftJoin(members, membershipOf(readerId))
    .where(eq(channels.kind, 'public'))
    .orderBy(asc(channels.nameKey));
}

export interface NewChannel {
  kind: 'public' | 'private';
  name: string;
  /** What the name looks like. */
  nameKey: string;
  topic: string;
  creatorId: string;
  /** Everybody who is in it from the start, the creator among them. */
  memberIds: readonly string[];
}

/**
 * Makes a channel with its people. A name may be taken by a channel that the creator knows of; that a private channel of
 * others has it is not told.
 * @returns its id, or why it was not made
 * @throws the driver's error (23505 on `channels_public_name`) when a public channel of that name is made at the same time
 */
export async function insertChannel(
  db: Database,
  { kind, name, nameKey, topic, creatorId, memberIds }: NewChannel,
): Promise<{ id: string } | { takenBy: string } | { unknownPeople: string[] }> {
  const ids = idsOf(memberIds);
  const { rows } = await db.execute<{ id: string | null; takenBy: string | null; unknown: string[] }>(sql`
    with taken as (
      select c.name from ${channels} c
      left join ${members} m on m.channel_id = c.id and m.user_id = ${creatorId}::uuid
      where c.name_key = ${nameKey} and c.kind <> 'direct' and (c.kind = 'public' or m.user_id is not null)
      limit 1
    ), unknown as (
      select asked.id from unnest(${ids}::uuid[]) as asked (id) left join ${users} u on u.id = asked.id where u.id is null
    ), made as (
      insert into ${channels} (kind, name, name_key, topic, created_by)
      select ${kind}, ${name}, ${nameKey}, ${topic}, ${creatorId}::uuid
      where not exists (select from taken) and not exists (select from unknown)
      returning id
    ), joined as (
      insert into ${members} (channel_id, user_id) select made.id, asked.id from made, unnest(${ids}::uuid[]) as asked (id)
    )
    select (select id from made) as "id", (select name from taken) as "takenBy", array(select id from unknown) as "unknown"`);
  const [row] = rows;
  if (row?.id) return { id: row.id };
  return row?.takenBy ? { takenBy: row.takenBy } : { unknownPeople: row?.unknown ?? [] };
}

/** The one conversation of these people, made when it is not there yet. @returns its id and whether it is new; or who is unknown */
export async function openDirect(
  db: Database,
  creatorId: string,
  peopleIds: readonly string[],
): Promise<{ id: string; isNew: boolean } | { unknownPeople: string[] }> {
  const ids = idsOf(peopleIds);
  const directKey = [...peopleIds].sort().join(',');
  const { rows } = await db.execute<{ id: string | null; isNew: boolean; unknown: string[] }>(sql`
    with unknown as (
      select asked.id from unnest(${ids}::uuid[]) as asked (id) left join ${users} u on u.id = asked.id where u.id is null
    ), made as (
      insert into ${channels} (kind, name, name_key, direct_key, created_by)
      select 'direct', '', '', ${directKey}, ${creatorId}::uuid where not exists (select from unknown)
      on conflict (direct_key) do nothing returning id
    ), joined as (
      insert into ${members} (channel_id, user_id) select made.id, asked.id from made, unnest(${ids}::uuid[]) as asked (id)
    )
    select coalesce((select id from made), (select id from ${channels} where direct_key = ${directKey})) as "id",
      exists (select from made) as "isNew", array(select id from unknown) as "unknown"`);
  const [row] = rows;
  if (row?.id) return { id: row.id, isNew: row.isNew };
  if (row && row.unknown.length > 0) return { unknownPeople: row.unknown };
  // somebody else made it while this statement ran, and it does not see that
  return openDirect(db, creatorId, peopleIds);
}

/** @returns false when it was archived, or its last member gone, in the meantime @throws as `insertChannel` */
export async function renameChannel(
  db: Database,
  channelId: string,
  change: { name?: string; nameKey?: string; topic?: string },
): Promise<boolean> {
  const changed = await db
    .update(channels)
    .set(change)
    .where(and(eq(channels.id, channelId), sql`${channels.archivedAt} is null`))
    .returning({ id: channels.id });
  return changed.length > 0;
}

/** Whether a channel that this person knows of, other than this one, looks the same. */
export async function findTaken(
  db: Database,
  userId: string,
  nameKey: string,
  exceptId: string,
): Promise<string | null> {
  const [taken] = await db
    .select({ name: channels.name })
    .from(channels)
    .leftJoin(members, membershipOf(userId))
    .where(
      and(
        eq(channels.nameKey, nameKey),
        sql`${channels.kind} <> 'direct'`,
        isVisible,
        sql`${channels.id} <> ${exceptId}::uuid`,
      ),
    )
    .limit(1);
  return taken?.name ?? null;
}

export async function archiveChannel(db: Database, channelId: string, isArchived: boolean): Promise<void> {
  const archivedAt = isArchived ? sql`coalesce(${channels.archivedAt}, now())` : null;
  await db.update(channels).set({ archivedAt }).where(eq(channels.id, channelId));
}

/** Makes people members of a channel that is not archived; what was said before counts as read. @returns who was not one before, and who is unknown */
export async function addMembers(
  db: Database,
  channelId: string,
  userIds: readonly string[],
): Promise<{ added: string[]; unknownPeople: string[] }> {
  const ids = idsOf(userIds);
  const { rows } = await db.execute<{ added: string[]; unknown: string[] }>(sql`
    with unknown as (
      select asked.id from unnest(${ids}::uuid[]) as asked (id) left join ${users} u on u.id = asked.id where u.id is null
    ), added as (
      insert into ${members} (channel_id, user_id, last_delivered_seq, last_read_seq)
      select c.id, asked.id, c.last_seq, c.last_seq from ${channels} c, unnest(${ids}::uuid[]) as asked (id)
      where c.id = ${channelId}::uuid and c.archived_at is null and not exists (select from unknown)
      on conflict do nothing returning user_id
    )
    select array(select user_id from added) as "added", array(select id from unknown) as "unknown"`);
  return { added: rows[0]?.added ?? [], unknownPeople: rows[0]?.unknown ?? [] };
}

/**
 * Takes somebody out of a channel, unless nobody would be left. All its members' rows are locked first: of two people who
 * leave at the same time the second finds the first gone, and stays. The view channel gets another name at once.
 */
export async function removeMember(
  db: Database,
  channelId: string,
  userId: string,
): Promise<'removed' | 'not a member' | 'last member'> {
  const { rows } = await db.execute<{ isMember: boolean; isRemoved: boolean }>(sql`
    with present as materialized (
      select user_id from ${members} where channel_id = ${channelId}::uuid order by user_id for update
    ), removed as (
      delete from ${members} where channel_id = ${channelId}::uuid and user_id = ${userId}::uuid
        and user_id in (select user_id from present) and (select count(*) from present) > 1
      returning user_id
    ), moved as (
      update ${channels} set view_epoch = view_epoch + 1
      where id = ${channelId}::uuid and exists (select from removed)
    )
    select exists (select from removed) as "isRemoved",
      exists (select from present where user_id = ${userId}::uuid) as "isMember"`);
  if (rows[0]?.isRemoved) return 'removed';
  return rows[0]?.isMember ? 'last member' : 'not a member';
}

export async function personaliseChannel(
  db: Database,
  userId: string,
  channelId: string,
  choice: { isFavourite?: boolean | undefined; isMuted?: boolean | undefined },
): Promise<void> {
  await db
    .update(members)
    .set(choice)
    .where(and(eq(members.channelId, channelId), eq(members.userId, userId)));
}

/** As Postgres writes an array. */
function idsOf(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}
