import { and, eq, isNotNull, or, type Placeholder, type SQL } from 'drizzle-orm';
import { channels, members } from '../schema.ts';

/** Of the pair (channel, left-joined membership of the caller): may the caller know that this channel exists, and read it? */
export const isVisible = or(eq(channels.kind, 'public'), isNotNull(members.userId));

/** The join that `isVisible` speaks of. */
export function membershipOf(userId: string | Placeholder): SQL | undefined {
  return and(eq(members.channelId, channels.id), eq(members.userId, userId));
}
