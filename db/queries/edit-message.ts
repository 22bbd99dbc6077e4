import { sql } from 'drizzle-orm';
import type { Message } from '#lib/contracts/messages';
import type { Database } from '../client.ts';
import { internalMessages, messageVersions } from '../schema.ts';
import { type ChangeResult, changeable, changeMessage, nextRev } from './change-message.ts';
import { takeTurn } from './send-rate.ts';

export interface Edit {
  id: string;
  content: string;
  /** The message's when the editor began. */
  rev: number;
  /** Whom the new text calls; null leaves that as it is. */
  calls: Pick<Message, 'mentions' | 'mentionsAll'> | null;
}

/** Gives an own message another text and keeps the one before, unless the message is another by now. One round trip. */
export function editMessage(db: Database, actorId: string, edit: Edit): Promise<ChangeResult | null> {
  const { id, content, rev, calls } = edit;
  const called = calls
    ? sql`, mentions = ${sql.param(calls.mentions, internalMessages.mentions)}, mentions_all = ${calls.mentionsAll}`
    : sql``;
  const change = sql`
    with target as (
      select message.* from ${changeable(actorId, id)}
        and message.sender_id = ${actorId}::uuid and message.rev = ${rev} and message.content <> ${content}
    ), rate as (${takeTurn(actorId, sql`target`)}
    ), bumped as (${nextRev('rate')}
    ), kept as (
      insert into ${messageVersions} (message_id, rev, content, written_at)
      select id, rev, content, coalesce(edited_at, created_at) from target, bumped)
    update ${internalMessages} message
    set content = ${content}, edited_at = now(), rev = bumped.last_rev ${called}
    from bumped where message.id = ${id}::uuid
    returning message.rev`;
  return changeMessage(db, actorId, id, change);
}
