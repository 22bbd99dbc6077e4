import * as z from 'zod/mini';
import { ATTACHMENTS_MAX } from '#lib/attachments/limits';
import {
  isBlank,
  isStacked,
  isTooLong,
  MESSAGE_CONTENT_MAX,
  MESSAGE_CONTENT_MAX_UNITS,
  trimContent,
} from '#lib/content';
import { Id, Timestamp } from '#lib/contracts/ids';

/** Messages in one page of history, unless the caller asks for another number. */
export const MESSAGE_PAGE_SIZE = 50;
const MESSAGE_PAGE_MAX = 100;

export const ReplyTo = z.object({
  id: Id,
  senderName: z.string(),
  /** One line of the parent; empty when it was deleted. */
  excerpt: z.string(),
  deleted: z.boolean(),
});
export type ReplyTo = z.infer<typeof ReplyTo>;

export const Attachment = z.object({
  id: Id,
  name: z.string(),
  mimeType: z.string(),
  /** Bytes. */
  size: z.int(),
  /** CSS pixels, for what can be shown as a picture. */
  width: z.nullable(z.int()),
  height: z.nullable(z.int()),
  /** What a picture shows, in words; empty when nobody said. */
  alt: z.string(),
  hasThumbnail: z.boolean(),
});
export type Attachment = z.infer<typeof Attachment>;

export const Reaction = z.object({ emoji: z.string(), userIds: z.array(Id) });
export type Reaction = z.infer<typeof Reaction>;

/** What the first link of a message leads to. */
export const LinkPreview = z.object({
  url: z.string(),
  title: z.string(),
  /** Empty when the page has none. */
  description: z.string(),
  /** The name of the site; empty when the page has none. */
  site: z.string(),
  /** CSS pixels; the bytes come from chat-preview-image. */
  image: z.nullable(z.object({ width: z.int(), height: z.int() })),
});
export type LinkPreview = z.infer<typeof LinkPreview>;

export const Message = z.object({
  id: Id,
  channelId: Id,
  /** Place in the channel, given by the server, for good. */
  seq: z.int().check(z.positive()),
  /** Number of the channel's change that last touched this message. */
  rev: z.int().check(z.positive()),
  senderId: Id,
  senderName: z.string(),
  senderEmail: z.string(),
  senderImage: z.nullable(z.string()),
  /** Markdown; empty when deleted, or when the attachments say it all. */
  content: z.string(),
  replyTo: z.nullable(ReplyTo),
  /** Answers that existed when this was read, without deleted ones; a new answer does not change its parent's rev. */
  replyCount: z.int(),
  attachments: z.array(Attachment),
  /** Whom it calls. */
  mentions: z.array(Id),
  /** It calls every member. */
  mentionsAll: z.boolean(),
  /** In the order in which each emoji was first used. */
  reactions: z.array(Reaction),
  preview: z.nullable(LinkPreview),
  createdAt: Timestamp,
  editedAt: z.nullable(Timestamp),
  deletedAt: z.nullable(Timestamp),
});
export type Message = z.infer<typeof Message>;

/** The text of a message as it is stored, the same rules for the composer and the functions; empty where nothing can be read. */
const MessageText = z
  .pipe(
    z.string().check(
      // Postgres text has no NUL, and UTF-8 no half of a surrogate pair: both would come back as something else
      z.refine(
        (text) => !text.includes('\0') && text.isWellFormed(),
        'Contains characters that cannot be stored',
      ),
      z.refine((text) => !isStacked(text), 'Too many accents on one character'),
    ),
    z.transform((text) => (isBlank(text) ? '' : trimContent(text))),
  )
  .check(
    z.refine((text) => text.length <= MESSAGE_CONTENT_MAX_UNITS, {
      error: 'Too many mentions, or characters that are made of others',
      abort: true,
    }),
    z.refine((text) => !isTooLong(text), `At most ${MESSAGE_CONTENT_MAX.toLocaleString('en')} characters`),
  );

/** The same of a message that has to say something. */
export const MessageContent = MessageText.check(z.refine((text) => text !== '', 'Write something first'));

/** POST chat-send-message. `id` is made by the client, so that a retry is the same message. */
export const SendMessage = z
  .strictObject({
    id: z.optional(Id),
    channelId: Id,
    senderId: z.optional(Id),
    content: MessageText,
    replyToId: z.pipe(
      z.nullish(Id),
      z.transform((id) => id ?? null),
    ),
    attachmentIds: z._default(
      z.array(Id).check(
        z.maxLength(ATTACHMENTS_MAX, `At most ${ATTACHMENTS_MAX} files`),
        z.refine((ids) => new Set(ids).size === ids.length, 'A file is named twice'),
      ),
      [],
    ),
  })
  .check(
    z.refine(({ content, attachmentIds }) => attachmentIds.length > 0 || content !== '', {
      path: ['content'],
      message: 'Write something first',
    }),
  );
export type SendMessage = z.infer<typeof SendMessage>;

/** A number as a query writes it: digits alone. The largest still has a successor in Postgres's integer. */
const numberInQuery = z.pipe(
  z.string().check(z.regex(/^\d{1,10}$/, 'Not a whole number')),
  z.transform(Number),
);
const seqInQuery = z.pipe(numberInQuery, z.int().check(z.maximum(2_147_483_646)));

/** GET chat-messages. A seq says where: before it, after it, or around it; without one, the latest page. */
export const ListMessages = z
  .strictObject({
    channelId: Id,
    before: z.optional(seqInQuery),
    after: z.optional(seqInQuery),
    around: z.optional(seqInQuery),
    messageId: z.optional(Id),
    limit: z._default(
      z.pipe(numberInQuery, z.int().check(z.minimum(1), z.maximum(MESSAGE_PAGE_MAX))),
      MESSAGE_PAGE_SIZE,
    ),
  })
  .check(
    z.refine(
      ({ before, after, around, messageId }) =>
        [before, after, around, messageId].filter((place) => place !== undefined).length <= 1,
      'Give only one of before, after, around and messageId',
    ),
  );
export type ListMessages = z.infer<typeof ListMessages>;

/** One page of a channel, ascending by seq. */
export const MessagePage = z.object({
  messages: z.array(Message),
  hasBefore: z.boolean(),
  hasAfter: z.boolean(),
});
export type MessagePage = z.infer<typeof MessagePage>;
