import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { channels, internalMessages, members } from '../schema.ts';
import { isVisible, membershipOf } from './channel-access.ts';
import { type MessageRow, selectMessages } from './message-rows.ts';

/** The answers to a message after a seq, ascending; null when the reader may not know of the message. One round trip. */
export async function readReplies(
  db: Database,
  readerId: string,
  messageId: string,
  after: number,
  limit: number,
): Promise<MessageRow[] | null> {
  const visible = (id: typeof internalMessages.id | typeof internalMessages.replyToId) =>
    and(eq(id, messageId), isVisible);
  const [found, replies] = await db.batch([
    db
      .select({ id: internalMessages.id })
      .from(internalMessages)
      .innerJoin(channels, eq(channels.id, internalMessages.channelId))
      .leftJoin(members, membershipOf(readerId))
      .where(visible(internalMessages.id)),
    selectMessages(db)
      .innerJoin(channels, eq(channels.id, internalMessages.channelId))
      .leftJoin(members, membershipOf(readerId))
      .where(
        and(
          visible(internalMessages.replyToId),
          isNull(internalMessages.deletedAt),
          gt(internalMessages.seq, after),
        ),
      )
      .orderBy(asc(internalMessages.seq))
      .limit(limit),
  ]);
  return found.length > 0 ? replies : null;
}
