import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { channels, internalMessages, linkPreviews, members } from '../schema.ts';
import { lockMessage } from './change-message.ts';
import { audienceOf, isVisible, membershipOf } from './channel-access.ts';

/** What decides whether a message gets a preview. */
export interface Previewable {
  senderId: string;
  content: string;
  /** The link for which somebody has asked before, whatever came of it. */
  askedFor: string | null;
  /** It was sent within the last `PREVIEW_WITHIN`, and is still there. */
  isFresh: boolean;
  isMember: boolean;
  isArchived: boolean;
  /** Null for a public channel, else its members, who alone may hear of it. */
  audience: string[] | null;
}

/** Seconds after which nobody fetches for a message any more: so the limit of sending bounds the fetching, too. */
const PREVIEW_WITHIN = 600;

/** Null for a message that the reader may not know of. */
export async function findPreviewable(
  db: Database,
  readerId: string,
  messageId: string,
): Promise<Previewable | null> {
  const [found] = await db
    .select({
      senderId: internalMessages.senderId,
      content: internalMessages.content,
      askedFor: linkPreviews.url,
      isFresh: sql<boolean>`${internalMessages.deletedAt} is null
        and ${internalMessages.createdAt} > now() - make_interval(secs => ${PREVIEW_WITHIN})`,
      isMember: sql<boolean>`${members.userId} is not null`,
      isArchived: sql<boolean>`${channels.archivedAt} is not null`,
      audience: audienceOf,
    })
    .from(internalMessages)
    .innerJoin(channels, eq(channels.id, internalMessages.channelId))
    .leftJoin(members, membershipOf(readerId))
    .leftJoin(linkPreviews, eq(linkPreviews.messageId, internalMessages.id))
    .where(and(eq(internalMessages.id, messageId), isVisible));
  return found ?? null;
}

/** Of several that ask at once, one may fetch; for a link whose preview was taken away, nobody. @returns whether it is this one */
export async function claimPreview(db: Database, messageId: string, url: string): Promise<boolean> {
  const nothingYet = { title: null, description: '', site: '', imageWidth: null, imageHeight: null };
  const claimed = await db
    .insert(linkPreviews)
    .values({ messageId, url })
    .onConflictDoUpdate({
      target: linkPreviews.messageId,
      set: { url, ...nothingYet, removedAt: null },
      setWhere: sql`${linkPreviews.removedAt} is not null and ${linkPreviews.url} <> ${url}`,
    })
    .returning({ messageId: linkPreviews.messageId });
  return claimed.length > 0;
}

export interface PreviewTexts {
  title: string;
  description: string;
  site: string;
  image: { width: number; height: number } | null;
}

/**
 * Puts a preview beside its message, as the channel's next change.
 * @param url as it was claimed: an edit may have put another link in its place
 * @returns false when nobody wants it any more
 */
export function storePreview(
  db: Database,
  messageId: string,
  url: string,
  preview: PreviewTexts,
): Promise<boolean> {
  const { title, description, site, image } = preview;
  return change(
    db,
    messageId,
    sql`page.title is null and page.url = ${url}`,
    sql`title = ${title}, description = ${description}, site = ${site},
      image_width = ${image?.width ?? null}::int, image_height = ${image?.height ?? null}::int`,
  );
}

/** Takes a preview away for good, as the channel's next change. @returns false when there is none */
export function removePreview(db: Database, messageId: string): Promise<boolean> {
  return change(db, messageId, sql`page.title is not null`, sql`removed_at = now()`);
}

/**
 * The message's row is locked first, as by everything that changes a message: what an edit or a deletion does while this
 * waits for it stays so, and a preview that is gone by then does not come back.
 */
async function change(db: Database, messageId: string, when: SQL, what: SQL): Promise<boolean> {
  const stored = sql`
    with bumped as (
      update ${channels} set last_rev = last_rev + 1
      where id = (
        select m.channel_id from ${internalMessages} m join ${linkPreviews} page on page.message_id = m.id
        where m.id = ${messageId}::uuid and m.deleted_at is null and page.removed_at is null and ${when})
      returning id, last_rev
    ), touched as (
      update ${internalMessages} m set rev = bumped.last_rev from bumped where m.id = ${messageId}::uuid
      returning m.id
    )
    update ${linkPreviews} page set ${what} from touched
    where page.message_id = touched.id and page.removed_at is null and ${when}
    returning page.message_id`;
  const [, { rows }] = await db.batch([lockMessage(db, messageId), db.execute(stored)]);
  return rows.length > 0;
}

/** The link of which a message that the reader may see has a preview with a picture. */
export async function findPicturedLink(
  db: Database,
  readerId: string,
  messageId: string,
): Promise<string | null> {
  const [found] = await db
    .select({ link: linkPreviews.url })
    .from(linkPreviews)
    .innerJoin(internalMessages, eq(internalMessages.id, linkPreviews.messageId))
    .innerJoin(channels, eq(channels.id, internalMessages.channelId))
    .leftJoin(members, membershipOf(readerId))
    .where(
      and(
        eq(linkPreviews.messageId, messageId),
        isNotNull(linkPreviews.imageWidth),
        isNull(linkPreviews.removedAt),
        isNull(internalMessages.deletedAt),
        isVisible,
      ),
    );
  return found?.link ?? null;
}
