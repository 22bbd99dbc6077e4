import { and, eq, sql } from 'drizzle-orm';
import { UNSENT_HOURS } from '#lib/attachments/limits';
import type { Attachment } from '#lib/contracts/messages';
import type { Database } from '../client.ts';
import { attachments, channels, internalMessages, members } from '../schema.ts';
import { arrayOf } from './arrays.ts';
import { audienceOf, isVisible, membershipOf } from './channel-access.ts';
import { type Call, calledBy } from './mentions.ts';
import {
  attachmentAsJson,
  type MessageRow,
  NO_ADDITIONS,
  parent,
  parentSender,
  sender,
} from './message-rows.ts';
import { secondsToWait, takeTurn } from './send-rate.ts';

export interface NewMessage {
  id: string;
  channelId: string;
  senderId: string;
  content: string;
  replyToId: string | null;
  calls: Call;
  /** In the order in which they are shown. */
  attachmentIds: readonly string[];
}

export type Insertion =
  /** `audience` is null for a public channel, else its members, who alone may hear of it. */
  | { outcome: 'stored'; message: MessageRow; audience: string[] | null }
  | { outcome: 'no channel' | 'not a member' | 'archived' | 'no parent' | 'no attachment' }
  /** Seconds until the sender may send again. */
  | { outcome: 'too many'; retryAfter: number };

/**
 * Stores a message and decides in the same statement whether it may be stored: one round trip.
 * @throws the driver's error (code 23505) when the id exists: the statement as a whole fails, so no seq is used up.
 */
export async function insertMessage(db: Database, message: NewMessage): Promise<Insertion> {
  const { calls, attachmentIds, ...written } = message;
  const { all: mentionsAll, named, present } = calls;
  const [row] = await statementOf(db).execute({
    ...written,
    mentionsAll,
    named: arrayOf(named),
    present: arrayOf(present),
    attachmentIds: arrayOf(attachmentIds),
  });

  if (row?.isMember == null) return { outcome: 'no channel' };
  if (!row.isMember) return { outcome: 'not a member' };
  if (row.isArchived) return { outcome: 'archived' };
  if (message.replyToId && !row.parentId) return { outcome: 'no parent' };
  if (row.attachments.length < attachmentIds.length) return { outcome: 'no attachment' };
  const { isMember, isArchived, audience, parentId, retryAfter, seq, rev, createdAt, mentions, ...beside } =
    row;
  if (seq === null || rev === null || createdAt === null || mentions === null)
    return { outcome: 'too many', retryAfter };
  const nothingYet = { threadRootId: null, editedAt: null, deletedAt: null };
  const stored = { ...written, seq, rev, createdAt, mentions, mentionsAll, ...nothingYet };
  return { outcome: 'stored', message: { ...stored, ...NO_ADDITIONS, ...beside }, audience };
}

// building the SQL takes longer than Postgres takes to run it, and it is the same for every message
const statements = new WeakMap<Database, ReturnType<typeof buildStatement>>();

function statementOf(db: Database) {
  const statement = statements.get(db) ?? buildStatement(db);
  statements.set(db, statement);
  return statement;
}

type Field = Exclude<keyof NewMessage, 'calls'> | 'mentionsAll' | 'named' | 'present';
const given = (field: Field) => sql.placeholder(field);

function buildStatement(db: Database) {
  const { target, replied, files, rate, bumped, inserted, linked } = stepsOf(db);
  return db
    .with(target, replied, files, rate, bumped, inserted, linked)
    .select({
      isMember: target.isMember,
      isArchived: target.isArchived,
      audience: target.audience,
      parentId: replied.id,
      parentContent: replied.content,
      parentDeletedAt: replied.deletedAt,
      parentSenderName: replied.senderName,
      senderName: sender.name,
      senderEmail: sender.email,
      senderImage: sender.image,
      seq: inserted.seq,
      rev: inserted.rev,
      createdAt: inserted.createdAt,
      mentions: inserted.mentions,
      attachments: files.asJson,
      retryAfter: secondsToWait(given('senderId')),
    })
    .from(sender)
    .leftJoin(target, sql`true`)
    .leftJoin(replied, sql`true`)
    .innerJoin(files, sql`true`)
    .leftJoin(inserted, sql`true`)
    .where(eq(sender.id, given('senderId')))
    .prepare('insert_message');
}

/**
 * The steps read like a sentence: the channel that the sender may see → the parent in it → the sender's files that are in no
 * message → one more message within the sender's rate → the channel's next seq and rev → the row → the files in it. Each starts from the rows of the one before, so that a
 * refused message takes neither a place in the rate nor a seq. The row locks of `rate` and `bumped` make the limit exact
 * and seq order the same as commit order when requests arrive together.
 */
function stepsOf(db: Database) {
  const [id, channelId, senderId] = [given('id'), given('channelId'), given('senderId')];
  const [content, replyToId] = [given('content'), given('replyToId')];
  const target = db.$with('target').as(
    db
      .select({
        id: channels.id,
        isMember: sql<boolean>`${members.userId} is not null`.as('is_member'),
        isArchived: sql<boolean>`${channels.archivedAt} is not null`.as('is_archived'),
        audience: audienceOf.as('audience'),
      })
      .from(channels)
      .leftJoin(members, membershipOf(senderId))
      .where(and(eq(channels.id, channelId), isVisible)),
  );
  const replied = db.$with('replied').as(
    db
      .select({
        id: parent.id,
        content: parent.content,
        deletedAt: parent.deletedAt,
        senderName: parentSender.name,
      })
      .from(parent)
      .innerJoin(parentSender, eq(parentSender.id, parent.senderId))
      .where(and(eq(parent.id, sql`${replyToId}::uuid`), eq(parent.channelId, channelId))),
  );
  const ids = sql`${given('attachmentIds')}::uuid[]`;
  // locked: the same file in two messages that are sent together is in the one that comes first
  const files = db
    .$with('files', {
      count: sql<number>`count`.as('count'),
      asJson: sql<Attachment[]>`as_json`.as('as_json'),
    })
    .as(sql`
    select count(*) as count, coalesce(jsonb_agg(${attachmentAsJson} order by array_position(${ids}, file.id)), '[]') as as_json
    from (
      select * from ${attachments}
      where id = any (${ids}) and uploader_id = ${senderId}::uuid and message_id is null and finished_at is not null
        and created_at > now() - make_interval(hours => ${UNSENT_HOURS})
      order by id for update) file`);
  const rate = db.$with('rate', {}).as(
    takeTurn(
      senderId,
      sql`target where is_member and not is_archived
        and (${replyToId}::uuid is null or exists (select from replied))
        and (select count from files) = cardinality(${ids})`,
    ),
  );
  const bumped = db.$with('bumped', {}).as(sql`
    update ${channels} set last_seq = last_seq + 1, last_rev = last_rev + 1
    from rate where id = ${channelId}
    returning id, last_seq, last_rev`);
  const { seq, rev, createdAt, mentions } = internalMessages;
  const called = calledBy({ channelId, senderId, named: given('named'), present: given('present') });
  const inserted = db.$with('inserted', { seq, rev, createdAt, mentions }).as(sql`
    insert into ${internalMessages}
      (id, channel_id, seq, rev, sender_id, content, reply_to_id, mentions, mentions_all)
    select ${id}::uuid, id, last_seq, last_rev, ${senderId}::uuid, ${content}, ${replyToId}::uuid,
      ${called}, ${given('mentionsAll')}::boolean from bumped
    returning id, seq, rev, created_at, mentions`);

  const linked = db.$with('linked', {}).as(sql`
    update ${attachments} set message_id = inserted.id, position = array_position(${ids}, ${attachments.id})
    from inserted where ${attachments.id} = any (${ids})`);
  return { target, replied, files, rate, bumped, inserted, linked };
}
