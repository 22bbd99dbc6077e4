import { type SQL, sql } from 'drizzle-orm';
import type { React } from '#lib/contracts/changes';
import { REACTION_KINDS_MAX } from '#lib/emoji';
import type { Database } from '../client.ts';
import { internalMessages, reactions } from '../schema.ts';
import { type ChangeResult, changeable, changeMessage, nextRev } from './change-message.ts';
import { takeTurn } from './send-rate.ts';

/** Sets or takes back one person's reaction; one that would be a kind too many is not set. One round trip. */
export function react(db: Database, actorId: string, reaction: React): Promise<ChangeResult | null> {
  const { messageId, emoji, on } = reaction;
  const given = sql`${reactions} given where given.message_id = message.id`;
  const mine = sql`exists (select from ${given} and given.emoji = ${emoji} and given.user_id = ${actorId}::uuid)`;
  const kinds = sql`(select count(distinct given.emoji) from ${given} and given.emoji <> ${emoji})`;
  const isDue = on ? sql`not ${mine} and ${kinds} < ${REACTION_KINDS_MAX}` : mine;
  const change = sql`
    with target as (select message.id, message.channel_id from ${changeable(actorId, messageId)} and ${isDue}
    ), rate as (${takeTurn(actorId, sql`target`)}
    ), bumped as (${nextRev('rate')}
    ), reacted as (${on ? adding(actorId, reaction) : removing(actorId, reaction)})
    update ${internalMessages} message set rev = bumped.last_rev
    from bumped where message.id = ${messageId}::uuid
    returning message.rev`;
  return changeMessage(db, actorId, messageId, change);
}

function adding(actorId: string, { messageId, emoji }: React): SQL {
  return sql`insert into ${reactions} (message_id, emoji, user_id)
    select ${messageId}::uuid, ${emoji}, ${actorId}::uuid from bumped`;
}

function removing(actorId: string, { messageId, emoji }: React): SQL {
  return sql`delete from ${reactions} given using bumped
    where given.message_id = ${messageId}::uuid and given.emoji = ${emoji} and given.user_id = ${actorId}::uuid`;
}
