import { type Column, eq, getTableColumns, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Message } from '#lib/contracts/messages';
import type { Database } from '../client.ts';
import { attachments, internalMessages, linkPreviews, reactions, users } from '../schema.ts';

export const sender = alias(users, 'sender');
export const parent = alias(internalMessages, 'parent');
export const parentSender = alias(users, 'parent_sender');

/** Who sent a message, and whom it answers. */
export const peopleOfMessage = {
  senderName: sender.name,
  senderEmail: sender.email,
  senderImage: sender.image,
  parentContent: parent.content,
  parentDeletedAt: parent.deletedAt,
  parentSenderName: parentSender.name,
};

/** What was added to a message: as the contract has it, because that is how Postgres puts it together. */
export type Additions = Pick<Message, 'reactions' | 'attachments' | 'preview' | 'replyCount'>;

/** A message to which nothing was added. */
export const NO_ADDITIONS: Additions = { reactions: [], attachments: [], preview: null, replyCount: 0 };

export type MessageRow = typeof internalMessages.$inferSelect & {
  senderName: string;
  senderEmail: string;
  senderImage: string | null;
  parentContent: string | null;
  parentDeletedAt: Date | null;
  parentSenderName: string | null;
} & Additions;

export function selectMessages(db: Database) {
  return db
    .select({
      ...getTableColumns(internalMessages),
      ...peopleOfMessage,
      ...additionsTo(internalMessages.id),
    })
    .from(internalMessages)
    .innerJoin(sender, eq(sender.id, internalMessages.senderId))
    .leftJoin(parent, eq(parent.id, internalMessages.replyToId))
    .leftJoin(parentSender, eq(parentSender.id, parent.senderId))
    .$dynamic();
}

/** What was added to the message with an id, as columns of the statement that reads it. */
export function additionsTo(id: Column | SQLWrapper) {
  // a row without a message, as a quiet channel has in a sync, is not to be looked up four times
  const ifAny = <T>(read: SQL<T>) => sql<T>`case when ${id} is not null then ${read} end`;
  return {
    reactions: ifAny(reactionsTo(id)),
    attachments: ifAny(attachmentsOf(id)),
    preview: ifAny(previewOf(id)),
    replyCount: ifAny(repliesTo(id)).mapWith(Number),
  };
}

function repliesTo(id: Column | SQLWrapper): SQL<Additions['replyCount']> {
  return sql`(select count(*) from ${internalMessages} reply
    where reply.reply_to_id = ${id} and reply.deleted_at is null)`;
}

/** By emoji, in the order in which each was first used; people in the order in which they did. */
function reactionsTo(id: Column | SQLWrapper): SQL<Additions['reactions']> {
  return sql`coalesce((
    select jsonb_agg(jsonb_build_object('emoji', kind.emoji, 'userIds', kind.user_ids) order by kind.first, kind.emoji)
    from (
      select emoji, array_agg(user_id order by created_at, user_id) as user_ids, min(created_at) as first
      from ${reactions} where message_id = ${id} group by emoji) kind), '[]')`;
}

/** A row of attachments, called `file`. */
export const attachmentAsJson = sql`jsonb_build_object('id', file.id, 'name', file.name, 'mimeType', file.mime_type,
  'size', file.size, 'width', file.width, 'height', file.height, 'alt', file.alt, 'hasThumbnail', file.has_thumbnail)`;

function attachmentsOf(id: Column | SQLWrapper): SQL<Additions['attachments']> {
  return sql`coalesce((
    select jsonb_agg(${attachmentAsJson} order by file.position, file.id)
    from ${attachments} file where file.message_id = ${id}), '[]')`;
}

function previewOf(id: Column | SQLWrapper): SQL<Additions['preview']> {
  return sql`(
    select jsonb_build_object('url', page.url, 'title', page.title, 'description', page.description, 'site', page.site,
      'image', case when page.image_width is not null
        then jsonb_build_object('width', page.image_width, 'height', page.image_height) end)
    from ${linkPreviews} page
    where page.message_id = ${id} and page.title is not null and page.removed_at is null)`;
}
