import { and, asc, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { channels, internalMessages, members } from '../schema.ts';
import { isVisible, membershipOf } from './channel-access.ts';
import { type MessageRow, selectMessages } from './message-rows.ts';

/** Where a page stands: older messages are those below `seq`, newer ones from `seq` on. */
export interface PagePlace {
  seq: number | SQL<number>;
  older: number;
  newer: number;
}

export interface StoredPage {
  /** The channel's newest seq; null when the reader may not know of the channel. */
  lastSeq: number | null;
  /** Ascending by seq. */
  messages: MessageRow[];
}

/** A page of a channel, reached through what the reader may see: a foreign channel has no rows. One round trip. */
export async function readPage(
  db: Database,
  readerId: string,
  channelId: string,
  { seq, older, newer }: PagePlace,
): Promise<StoredPage> {
  const visible = and(eq(channels.id, channelId), isVisible);
  const side = (place: SQL | undefined, order: SQL, limit: number) =>
    selectMessages(db)
      .innerJoin(channels, eq(channels.id, internalMessages.channelId))
      .leftJoin(members, membershipOf(readerId))
      .where(and(visible, place))
      .orderBy(order)
      .limit(limit);
  const [found, before, after] = await db.batch([
    db
      .select({ lastSeq: channels.lastSeq })
      .from(channels)
      .leftJoin(members, membershipOf(readerId))
      .where(visible),
    side(lt(internalMessages.seq, seq), desc(internalMessages.seq), older),
    side(gte(internalMessages.seq, seq), asc(internalMessages.seq), newer),
  ]);
  return { lastSeq: found[0]?.lastSeq ?? null, messages: [...before.reverse(), ...after] };
}

/** The seq of a message of this channel, as part of another statement; null when there is none. */
export function seqOf(channelId: string, messageId: string): SQL<number> {
  return sql<number>`(select place.seq from ${internalMessages} place where place.id = ${messageId} and place.channel_id = ${channelId})`;
}

export async function findMessage(db: Database, id: string): Promise<MessageRow | undefined> {
  const [row] = await selectMessages(db).where(eq(internalMessages.id, id));
  return row;
}
