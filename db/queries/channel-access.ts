import { and, eq, isNotNull, or, type SQL } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { channels, members } from '../schema.ts';

/** Of the pair (channel, left-joined membership of the caller): may the caller know that this channel exists, and read it? */
export const isVisible = or(eq(channels.kind, 'public'), isNotNull(members.userId));

/** The join that `isVisible` speaks of. */
export function membershipOf(userId: string): SQL | undefined {
  return and(eq(members.channelId, channels.id), eq(members.userId, userId));
}

/** Whether the caller may read a channel; an unknown one and one that is not theirs to know are the same. */
export async function canRead(db: Database, userId: string, channelId: string): Promise<boolean> {
  const found = await db
    .select({ id: channels.id })
    .from(channels)
    .leftJoin(members, membershipOf(userId))
    .where(and(eq(channels.id, channelId), isVisible));
  return found.length > 0;
}
