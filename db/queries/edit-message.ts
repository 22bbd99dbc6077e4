import { sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { internalMessages, linkPreviews, messageVersions } from '../schema.ts';
import { arrayOf } from './arrays.ts';
import { type ChangeResult, changeable, changeMessage, nextRev } from './change-message.ts';
import { type Call, calledBy } from './mentions.ts';
import { takeTurn } from './send-rate.ts';

export interface Edit {
  id: string;
  content: string;
  /** The message's when the editor began. */
  rev: number;
  /** Whom the new text calls. */
  calls: Call;
  /** The first link of the new text, whose preview stays; that of another one goes, but what its author took away stays away. */
  link: string | null;
}

/** Gives an own message another text and keeps the one before, unless the message is another by now. One round trip. */
export function editMessage(db: Database, actorId: string, edit: Edit): Promise<ChangeResult | null> {
  const { id, content, rev, calls, link } = edit;
  const called = calledBy({
    channelId: sql`message.channel_id`,
    senderId: actorId,
    named: arrayOf(calls.named),
    present: arrayOf(calls.present),
  });
  const change = sql`
    with target as (
      select message.* from ${changeable(actorId, id)}
        and message.sender_id = ${actorId}::uuid and message.rev = ${rev} and message.content <> ${content}
    ), rate as (${takeTurn(actorId, sql`target`)}
    ), bumped as (${nextRev('rate')}
    ), kept as (
      insert into ${messageVersions} (message_id, rev, content, written_at)
      select id, rev, content, coalesce(edited_at, created_at) from target, bumped
    ), unlinked as (
      delete from ${linkPreviews} page using bumped
      where page.message_id = ${id}::uuid and page.url is distinct from ${link}::text and page.removed_at is null
      returning page.url, page.image_width)
    update ${internalMessages} message
    set content = ${content}, mentions = ${called}, mentions_all = ${calls.all}::boolean, edited_at = now(),
      rev = bumped.last_rev
    from bumped where message.id = ${id}::uuid
    returning message.rev, (select url from unlinked where image_width is not null) as lost_picture`;
  return changeMessage(db, actorId, id, change);
}
