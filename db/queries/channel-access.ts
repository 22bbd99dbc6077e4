import { and, eq, isNotNull, or, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { Standing } from '#lib/channels/rules';
import type { Database } from '../client.ts';
import { channels, members, users } from '../schema.ts';

/**
 * Of the pair (channel, left-joined membership of the caller): may the caller know that this channel exists, and read it?
 * Functions, subscription and search all go through this: public channels are open to everybody on the team, private
 * ones and direct messages to their members alone.
 */
export const isVisible = or(eq(channels.kind, 'public'), isNotNull(members.userId));

/** The join that `isVisible` speaks of. */
export function membershipOf(userId: string | Placeholder): SQL | undefined {
  return and(eq(members.channelId, channels.id), eq(members.userId, userId));
}

/** The same rule as `isVisible`, as the ids of all channels that somebody may know of. */
export function visibleTo(readerId: string): SQL {
  return sql`select c.id from ${channels} c where c.kind = 'public' or exists (
    select from ${members} mine where mine.channel_id = c.id and mine.user_id = ${readerId}::uuid)`;
}

/** Of a channel: its members' ids, who alone may hear of it; null for a public one. */
export const audienceOf = sql<string[] | null>`case when ${channels.kind} <> 'public' then
  (select array_agg(others.user_id) from ${members} others where others.channel_id = ${channels.id}) end`;

export interface FoundStanding extends Standing {
  userName: string;
  viewEpoch: number;
}

/** What somebody is to a channel; null when they may not know of it. */
export async function findStanding(
  db: Database,
  userId: string,
  channelId: string,
): Promise<FoundStanding | null> {
  const [found] = await db
    .select({
      kind: channels.kind,
      isMember: sql<boolean>`${members.userId} is not null`,
      isArchived: sql<boolean>`${channels.archivedAt} is not null`,
      isDefault: channels.isDefault,
      isManager: sql<boolean>`${users.role} = 'owner' or ${channels.createdBy} is not distinct from ${users.id}`,
      userName: users.name,
      viewEpoch: channels.viewEpoch,
    })
    .from(channels)
    .innerJoin(users, eq(users.id, userId))
    .leftJoin(members, membershipOf(userId))
    .where(and(eq(channels.id, channelId), isVisible));
  return found ?? null;
}
