import { eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../client.ts';
import { channels, internalMessages, members, users } from '../schema.ts';
import { audienceOf, isVisible, membershipOf } from './channel-access.ts';
import {
  additionsTo,
  type MessageRow,
  parent,
  parentSender,
  peopleOfMessage,
  sender,
} from './message-rows.ts';
import { secondsToWait } from './send-rate.ts';

/** A message after somebody wanted to change it, and what they are to it: of a refusal, the reason. */
export interface ChangeResult {
  isChanged: boolean;
  message: MessageRow;
  isMember: boolean;
  isArchived: boolean;
  /** The team is theirs. */
  isOwner: boolean;
  /** Null for a public channel, else its members, who alone may hear of it. */
  audience: string[] | null;
  /** Seconds until they may say something again, if they have said too much. */
  retryAfter: number | null;
  /** The link of a preview that went with the change and had a picture, which is kept elsewhere. */
  lostPicture: string | null;
}

const actor = alias(users, 'actor');

/**
 * Changes a message in one round trip of three statements, which are one transaction: its row is locked → the change → what it
 * is then. A statement sees what was there when it began: locked before, the change finds every reaction and every edit that
 * came first, and the answer has them all. The message comes before its channel: who waits for both waits in that order.
 * @param change decides for itself whether it may be made, and gives a row when it was; in it, `lost_picture` if one was lost
 * @returns null when the actor may not know of the message
 */
export async function changeMessage(
  db: Database,
  actorId: string,
  messageId: string,
  change: SQL,
): Promise<ChangeResult | null> {
  const [, changed, found] = await db.batch([
    lockMessage(db, messageId),
    db.execute<{ lost_picture?: string | null }>(change),
    selectResult(db, actorId, messageId),
  ]);
  const [row] = found;
  if (!row) return null;
  const { isMember, isArchived, isOwner, audience, retryAfter, ...message } = row;
  const [done] = changed.rows;
  const lostPicture = done?.lost_picture ?? null;
  return {
    isChanged: done !== undefined,
    message,
    isMember,
    isArchived,
    isOwner,
    audience,
    retryAfter,
    lostPicture,
  };
}

/** Comes before everything else in the transaction of a change. What answers the message does not wait for it. */
export function lockMessage(db: Database, messageId: string) {
  return db.execute(sql`select 1 from ${internalMessages} where id = ${messageId}::uuid for no key update`);
}

/** The rows of a step: the message, if it is there to be changed by this member of its channel. */
export function changeable(actorId: string, messageId: string): SQL {
  return sql`
    ${internalMessages} message
    join ${channels} place on place.id = message.channel_id and place.archived_at is null
    join ${members} mine on mine.channel_id = place.id and mine.user_id = ${actorId}::uuid
    where message.id = ${messageId}::uuid and message.deleted_at is null`;
}

/** A step: the channel's next rev, for the row of `step`. Its lock makes rev order the same as commit order. */
export function nextRev(step: 'target' | 'rate'): SQL {
  return sql`
    update ${channels} place set last_rev = place.last_rev + 1
    from target ${step === 'rate' ? sql`, rate` : sql``} where place.id = target.channel_id
    returning place.last_rev`;
}

function selectResult(db: Database, actorId: string, messageId: string) {
  return db
    .select({
      ...getTableColumns(internalMessages),
      ...peopleOfMessage,
      ...additionsTo(internalMessages.id),
      isMember: sql<boolean>`${members.userId} is not null`,
      isArchived: sql<boolean>`${channels.archivedAt} is not null`,
      isOwner: sql<boolean>`${actor.role} = 'owner'`,
      audience: audienceOf,
      retryAfter: secondsToWait(actorId),
    })
    .from(internalMessages)
    .innerJoin(channels, eq(channels.id, internalMessages.channelId))
    .innerJoin(sender, eq(sender.id, internalMessages.senderId))
    .innerJoin(actor, eq(actor.id, actorId))
    .leftJoin(members, membershipOf(actorId))
    .leftJoin(parent, eq(parent.id, internalMessages.replyToId))
    .leftJoin(parentSender, eq(parentSender.id, parent.senderId))
    .where(sql`${internalMessages.id} = ${messageId}::uuid and ${isVisible}`);
}
