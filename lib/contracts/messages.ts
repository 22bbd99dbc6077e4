import { z } from 'zod';
import { isBlank, isStacked, isTooLong, MESSAGE_CONTENT_MAX, trimContent } from '#lib/content';
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
  width: z.int().nullable(),
  height: z.int().nullable(),
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
  image: z.object({ width: z.int(), height: z.int() }).nullable(),
});
export type LinkPreview = z.infer<typeof LinkPreview>;

export const Message = z.object({
  id: Id,
  channelId: Id,
  /** Place in the channel, given by the server, for good. */
  seq: z.int().positive(),
  /** Number of the channel's change that last touched this message. */
  rev: z.int().positive(),
  senderId: Id,
  senderName: z.string(),
  senderEmail: z.string(),
  senderImage: z.string().nullable(),
  /** Markdown; empty when deleted, or when the attachments say it all. */
  content: z.string(),
  replyTo: ReplyTo.nullable(),
  /** Answers that existed when this was read, without deleted ones; a new answer does not change its parent's rev. */
  replyCount: z.int(),
  attachments: z.array(Attachment),
  /** Whom it calls. */
  mentions: z.array(Id),
  /** It calls every member. */
  mentionsAll: z.boolean(),
  /** In the order in which each emoji was first used. */
  reactions: z.array(Reaction),
  preview: LinkPreview.nullable(),
  createdAt: Timestamp,
  editedAt: Timestamp.nullable(),
  deletedAt: Timestamp.nullable(),
});
export type Message = z.infer<typeof Message>;

/** The text of a message as it is stored: the same rules for the composer and the functions. */
const MessageContent = z
  .string()
  // Postgres text has no NUL, and UTF-8 no half of a surrogate pair: both would come back as something else
  .refine((text) => !text.includes('\0') && text.isWellFormed(), 'Contains characters that cannot be stored')
  .refine((text) => !isBlank(text), 'Write something first')
  .refine((text) => !isStacked(text), 'Too many accents on one character')
  .transform(trimContent)
  .refine((text) => !isTooLong(text), `At most ${MESSAGE_CONTENT_MAX.toLocaleString('en')} characters`);

/** POST chat-send-message. `id` is made by the client, so that a retry is the same message. */
export const SendMessage = z.strictObject({
  id: Id.optional(),
  channelId: Id,
  senderId: Id.optional(),
  content: MessageContent,
  replyToId: Id.nullish().transform((id) => id ?? null),
  attachmentIds: z.array(Id).max(0, 'Attachments are not supported yet').optional(),
});
export type SendMessage = z.infer<typeof SendMessage>;

/** A number as a query writes it: digits alone. The largest still has a successor in Postgres's integer. */
const numberInQuery = z
  .string()
  .regex(/^\d{1,10}$/, 'Not a whole number')
  .transform(Number);
const seqInQuery = numberInQuery.pipe(z.int().max(2_147_483_646));

/** GET chat-messages. A seq says where: before it, after it, or around it; without one, the latest page. */
export const ListMessages = z
  .strictObject({
    channelId: Id,
    before: seqInQuery.optional(),
    after: seqInQuery.optional(),
    around: seqInQuery.optional(),
    messageId: Id.optional(),
    limit: numberInQuery.pipe(z.int().min(1).max(MESSAGE_PAGE_MAX)).default(MESSAGE_PAGE_SIZE),
  })
  .refine(
    ({ before, after, around, messageId }) =>
      [before, after, around, messageId].filter((place) => place !== undefined).length <= 1,
    'Give only one of before, after, around and messageId',
  );
export type ListMessages = z.infer<typeof ListMessages>;

/** One page of a channel, ascending by seq. */
export const MessagePage = z.object({
  messages: z.array(Message),
  hasBefore: z.boolean(),
  hasAfter: z.boolean(),
});
export type MessagePage = z.infer<typeof MessagePage>;
