import { and, eq, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { UNSENT_HOURS, UNSENT_MAX } from '#lib/attachments/limits';
import type { Database } from '../client.ts';
import { attachments, channels, internalMessages, members } from '../schema.ts';
import { type ChangeResult, changeable, changeMessage, nextRev } from './change-message.ts';
import { isVisible, membershipOf } from './channel-access.ts';
import { takeTurn } from './send-rate.ts';

export type AttachmentRow = typeof attachments.$inferSelect;

/** What of a file is known with its first piece. */
export type NewAttachment = Pick<AttachmentRow, 'id' | 'uploaderId' | 'name' | 'size'>;

/** What a file turned out to be once all of it was there. */
export type FinishedAttachment = Pick<AttachmentRow, 'mimeType' | 'width' | 'height'>;

/** Hours after which a file that was not sent goes: one after its last chance, so that a message that is being stored keeps it. */
const FORGOTTEN_HOURS = UNSENT_HOURS + 1;
/** Seconds from one run of the sweeper to the next. */
const SWEPT_EVERY = 3_600;

const ofUploader = (id: string, uploaderId: string): SQL | undefined =>
  and(eq(attachments.id, id), eq(attachments.uploaderId, uploaderId));

/**
 * The row of a file that somebody uploads, made with its first piece. When they have too many that they never sent, the seconds
 * until the oldest of these is forgotten.
 */
export async function openAttachment(db: Database, file: NewAttachment): Promise<AttachmentRow | number> {
  const { id, uploaderId, name, size } = file;
  const isUnsent = sql`uploader_id = ${uploaderId}::uuid and message_id is null`;
  const [, [row], { rows }] = await db.batch([
    db.execute(sql`
      insert into ${attachments} (id, uploader_id, name, mime_type, size)
      select ${id}::uuid, ${uploaderId}::uuid, ${name}::text, 'application/octet-stream', ${size}::int
      where (select count(*) from ${attachments} where ${isUnsent}) < ${UNSENT_MAX}
      on conflict (id) do nothing`),
    db.select().from(attachments).where(eq(attachments.id, id)),
    db.execute<{ wait: number }>(sql`
      select ceil(extract(epoch from min(created_at) + make_interval(hours => ${FORGOTTEN_HOURS}) - now()))::int as wait
      from ${attachments} where ${isUnsent}`),
  ]);
  return row ?? Math.max(rows[0]?.wait ?? 0, SWEPT_EVERY);
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

/** Says what a picture shows that is in no message yet. @returns undefined when there is none such of this person */
export async function describeUnsent(
  db: Database,
  { id, uploaderId, alt }: Pick<AttachmentRow, 'id' | 'uploaderId' | 'alt'>,
): Promise<AttachmentRow | undefined> {
  const [row] = await db
    .update(attachments)
    .set({ alt })
    .where(and(ofUploader(id, uploaderId), isNull(attachments.messageId)))
    .returning();
  return row;
}

/** The message that a file of this person is in. */
export async function findMessageOf(
  db: Database,
  { id, uploaderId }: Pick<AttachmentRow, 'id' | 'uploaderId'>,
): Promise<string | null> {
  const [row] = await db
    .select({ messageId: attachments.messageId })
    .from(attachments)
    .where(ofUploader(id, uploaderId));
  return row?.messageId ?? null;
}

/** Says what a picture in a message shows, as a change of the message. One round trip. */
export function describeSent(
  db: Database,
  { id, uploaderId, alt }: Pick<AttachmentRow, 'id' | 'uploaderId' | 'alt'>,
  messageId: string,
): Promise<ChangeResult | null> {
  const change = sql`
    with target as (
      select message.* from ${changeable(uploaderId, messageId)}
        and exists (select from ${attachments} file where file.id = ${id}::uuid and file.message_id = message.id
          and file.uploader_id = ${uploaderId}::uuid and file.alt <> ${alt})
    ), rate as (${takeTurn(uploaderId, sql`target`)}
    ), bumped as (${nextRev('rate')}
    ), described as (update ${attachments} file set alt = ${alt} from bumped where file.id = ${id}::uuid)
    update ${internalMessages} message set rev = bumped.last_rev
    from bumped where message.id = ${messageId}::uuid
    returning message.rev`;
  return changeMessage(db, uploaderId, messageId, change);
}

/** Files that nobody can read any more: of deleted messages, and those that were never sent. */
export async function findForgotten(
  db: Database,
  limit: number,
): Promise<Pick<AttachmentRow, 'id' | 'size'>[]> {
  const isTooOld = lt(attachments.createdAt, sql`now() - make_interval(hours => ${FORGOTTEN_HOURS})`);
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
