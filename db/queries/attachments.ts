import { and, eq, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { UNSENT_HOURS, UNSENT_MAX } from '#lib/attachments/limits';
import type { Database } from '../client.ts';
import { attachments, channels, internalMessages, members } from '../schema.ts';
import { audienceOf, isVisible, membershipOf } from './channel-access.ts';

export type AttachmentRow = typeof attachments.$inferSelect;

/** What of a file is known with its first piece. */
export type NewAttachment = Pick<AttachmentRow, 'id' | 'uploaderId' | 'name' | 'size'>;

/** What a file turned out to be once all of it was there. */
export type FinishedAttachment = Pick<AttachmentRow, 'mimeType' | 'width' | 'height'>;

const ofUploader = (id: string, uploaderId: string): SQL | undefined =>
  and(eq(attachments.id, id), eq(attachments.uploaderId, uploaderId));

/** The row of a file that somebody uploads, made with its first piece; 'too many' when they have too many that they never sent. */
export async function openAttachment(db: Database, file: NewAttachment): Promise<AttachmentRow | 'too many'> {
  const { id, uploaderId, name, size } = file;
  const [, [row]] = await db.batch([
    db.execute(sql`
      insert into ${attachments} (id, uploader_id, name, mime_type, size)
      select ${id}::uuid, ${uploaderId}::uuid, ${name}::text, 'application/octet-stream', ${size}::int
      where (select count(*) from ${attachments} where uploader_id = ${uploaderId} and message_id is null) < ${UNSENT_MAX}
      on conflict (id) do nothing`),
    db.select().from(attachments).where(eq(attachments.id, id)),
  ]);
  return row ?? 'too many';
}

/** All bytes are there: what the file is stays so from now on. */
export async function finishAttachment(
  db: Database,
  { id, uploaderId }: Pick<AttachmentRow, 'id' | 'uploaderId'>,
  found: FinishedAttachment,
): Promise<AttachmentRow | undefined> {
  const [row] = await db
    .update(attachments)
    .set({ ...found, finishedAt: sql`coalesce(${attachments.finishedAt}, now())` })
    .where(ofUploader(id, uploaderId))
    .returning();
  return row;
}

export async function noteThumbnail(db: Database, { id, uploaderId }: AttachmentRow): Promise<void> {
  await db.update(attachments).set({ hasThumbnail: true }).where(ofUploader(id, uploaderId));
}

/**
 * A whole file that somebody may read: with the message it is in, or their own while it is in none. A deleted message has no
 * files, from the moment of its deletion.
 */
export async function findReadable(
  db: Database,
  readerId: string,
  id: string,
): Promise<AttachmentRow | undefined> {
  const isOwnUnsent = and(isNull(attachments.messageId), eq(attachments.uploaderId, readerId));
  const isOfReadable = and(
    isNotNull(internalMessages.id),
    isNull(internalMessages.deletedAt),
    isNotNull(channels.id),
    isVisible,
  );
  const [found] = await db
    .select({ file: attachments })
    .from(attachments)
    .leftJoin(internalMessages, eq(internalMessages.id, attachments.messageId))
    .leftJoin(channels, eq(channels.id, internalMessages.channelId))
    .leftJoin(members, membershipOf(readerId))
    .where(and(eq(attachments.id, id), isNotNull(attachments.finishedAt), or(isOwnUnsent, isOfReadable)));
  return found?.file;
}

export interface Description {
  file: AttachmentRow;
  /** The message it is in, which has changed with it, and who may hear of that. */
  messageId: string | null;
  audience: string[] | null;
}

/**
 * Says what a picture shows. In a message this is a change of the message: it takes the channel's next rev.
 * @returns undefined when the file is not the uploader's, or nobody can read it any more
 */
export async function describeAttachment(
  db: Database,
  { id, uploaderId, alt }: Pick<AttachmentRow, 'id' | 'uploaderId' | 'alt'>,
): Promise<Description | undefined> {
  const file = db.$with('file').as(
    db
      .select({
        id: attachments.id,
        messageId: attachments.messageId,
        isNew: sql<boolean>`${attachments.alt} <> ${alt}`.as('is_new'),
      })
      .from(attachments)
      .leftJoin(internalMessages, eq(internalMessages.id, attachments.messageId))
      .where(and(ofUploader(id, uploaderId), isNull(internalMessages.deletedAt))),
  );
  const described = db.$with('described', {}).as(sql`
    update ${attachments} set alt = ${alt} from file where ${attachments}.id = file.id
    returning ${attachments}.id`);
  const bumped = db.$with('bumped', {}).as(sql`
    update ${channels} set last_rev = last_rev + 1
    from file join ${internalMessages} m on m.id = file.message_id
    where ${channels}.id = m.channel_id and file.is_new
    returning ${channels}.id, last_rev`);
  const touched = db.$with('touched', {}).as(sql`
    update ${internalMessages} set rev = bumped.last_rev
    from bumped, file where ${internalMessages}.id = file.message_id
    returning ${internalMessages}.id`);
  const describe = db
    .with(file, described, bumped, touched)
    .select({
      messageId: sql<string | null>`(select id from touched)`,
      audience: audienceOf,
      file: attachments,
    })
    .from(file)
    .innerJoin(attachments, eq(attachments.id, file.id))
    .leftJoin(internalMessages, eq(internalMessages.id, file.messageId))
    .leftJoin(channels, eq(channels.id, internalMessages.channelId));
  // as in changeMessage: the message comes before its channel
  const lock = sql`select 1 from ${internalMessages} where id = (
    select message_id from ${attachments} where id = ${id}::uuid) for no key update`;
  const [, [row]] = await db.batch([db.execute(lock), describe]);
  return row && { ...row, file: { ...row.file, alt } };
}

/** Hours for which a file outlives its last chance to be sent: a message that is being stored right now keeps its files. */
const GRACE_HOURS = 1;

/** Files that nobody can read any more: of deleted messages, and those that were never sent. */
export async function findForgotten(
  db: Database,
  limit: number,
): Promise<Pick<AttachmentRow, 'id' | 'size'>[]> {
  const isTooOld = lt(
    attachments.createdAt,
    sql`now() - make_interval(hours => ${UNSENT_HOURS + GRACE_HOURS})`,
  );
  return db
    .select({ id: attachments.id, size: attachments.size })
    .from(attachments)
    .leftJoin(internalMessages, eq(internalMessages.id, attachments.messageId))
    .where(or(isNotNull(internalMessages.deletedAt), and(isNull(attachments.messageId), isTooOld)))
    .limit(limit);
}

export async function removeAttachment(db: Database, id: string): Promise<void> {
  await db.delete(attachments).where(eq(attachments.id, id));
}
