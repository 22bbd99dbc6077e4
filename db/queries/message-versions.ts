import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { channels, internalMessages, members, messageVersions } from '../schema.ts';
import { isVisible, membershipOf } from './channel-access.ts';

interface Version {
  content: string;
  writtenAt: Date;
}

/** What a message says and said before, newest first; null when the reader may not know of it, or it was deleted. */
export async function readVersions(
  db: Database,
  readerId: string,
  messageId: string,
): Promise<Version[] | null> {
  const rows = await db
    .select({
      content: internalMessages.content,
      createdAt: internalMessages.createdAt,
      editedAt: internalMessages.editedAt,
      before: { content: messageVersions.content, writtenAt: messageVersions.writtenAt },
    })
    .from(internalMessages)
    .innerJoin(channels, eq(channels.id, internalMessages.channelId))
    .leftJoin(members, membershipOf(readerId))
    .leftJoin(messageVersions, eq(messageVersions.messageId, internalMessages.id))
    .where(and(eq(internalMessages.id, messageId), isVisible, isNull(internalMessages.deletedAt)))
    .orderBy(desc(messageVersions.rev));
  const [now] = rows;
  if (!now) return null;
  const current = { content: now.content, writtenAt: now.editedAt ?? now.createdAt };
  return [current, ...rows.flatMap(({ before }) => (before ? [before] : []))];
}
