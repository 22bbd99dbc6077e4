import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { MESSAGE_CONTENT_MAX_UNITS } from '#lib/content';
import { channels } from './channels.ts';
import { moment, users } from './people.ts';

export const internalMessages = pgTable(
  'internal_messages',
  {
    /** Made by the sender's client: a message that is sent twice is refused by this key. */
    id: uuid().primaryKey(),
    channelId: uuid()
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    /** The message's place in its channel, for good. */
    seq: integer().notNull(),
    /** The channel's change that last touched it. */
    rev: integer().notNull(),
    senderId: uuid()
      .notNull()
      .references(() => users.id),
    /** Markdown; empty once deleted (the row stays as a tombstone), or when files say it all. */
    content: text().notNull(),
    replyToId: uuid().references((): AnyPgColumn => internalMessages.id),
    /** Room for threads: the message that this one's thread began with. Nothing writes it yet. */
    threadRootId: uuid().references((): AnyPgColumn => internalMessages.id),
    /** Whom the text calls by name, or called by being here when it was stored; what is written as code calls nobody. */
    mentions: uuid().array().notNull().default(sql`'{}'`),
    /** It calls every member, whoever that is when they read it. */
    mentionsAll: boolean().notNull().default(false),
    createdAt: moment().notNull().defaultNow(),
    editedAt: moment(),
    deletedAt: moment(),
  },
  (table) => [
    // a page of history, and the count of unread ones
    unique('internal_messages_channel_seq').on(table.channelId, table.seq),
    // what changed after a cursor
    unique('internal_messages_channel_rev').on(table.channelId, table.rev),
    // search: what was said last, and by whom
    index('internal_messages_created').on(table.createdAt, table.id),
    index('internal_messages_sender').on(table.senderId, table.createdAt),
    // the answers to a message
    index('internal_messages_replies').on(table.replyToId).where(sql`${table.replyToId} is not null`),
    // search: parts of words, words of scripts that write no spaces, and both within some days, by somebody, somewhere
    index('internal_messages_search').using(
      'gin',
      sql`${table.content} gin_trgm_ops`,
      sql`chat_grams(${table.content})`,
      sql`chat_days(${table.createdAt})`,
      sql`(array[${table.senderId}, ${table.channelId}])`,
    ),
    check(
      'internal_messages_content',
      sql`char_length(${table.content}) <= ${sql.raw(String(MESSAGE_CONTENT_MAX_UNITS))}`,
    ),
  ],
);

/** What a message said before each of its edits. A deleted message has none. */
export const messageVersions = pgTable(
  'message_versions',
  {
    messageId: messageId(),
    /** The message's rev when the edit came that replaced this text. */
    rev: integer().notNull(),
    content: text().notNull(),
    writtenAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.rev] })],
);

/** One row per person and emoji. */
export const reactions = pgTable(
  'reactions',
  {
    messageId: messageId(),
    emoji: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.emoji, table.userId] })],
);

/** A file. Its bytes are in a blob store, under its id. */
export const attachments = pgTable(
  'attachments',
  {
    /** Made by the uploader's client, so that a part that is sent twice is the same part. */
    id: uuid().primaryKey(),
    uploaderId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Null until it is sent: the uploader alone may fetch it then. */
    messageId: uuid().references(() => internalMessages.id, { onDelete: 'cascade' }),
    /** Its place among the files of its message. */
    position: integer().notNull().default(0),
    name: text().notNull(),
    /** By its content, not by its name. */
    mimeType: text().notNull(),
    /** Bytes. */
    size: integer().notNull(),
    /** CSS pixels, of what can be shown as a picture. */
    width: integer(),
    height: integer(),
    /** What a picture shows, in words. */
    alt: text().notNull().default(''),
    hasThumbnail: boolean().notNull().default(false),
    createdAt: moment().notNull().defaultNow(),
    /** Null until all of its bytes are here. */
    finishedAt: moment(),
  },
  (table) => [
    index('attachments_message').on(table.messageId),
    // what was never sent
    index('attachments_unsent').on(table.createdAt).where(sql`${table.messageId} is null`),
  ],
);

/** What the first link of a message leads to. A row without a title: there is nothing to show, and nobody asks again. */
export const linkPreviews = pgTable('link_previews', {
  messageId: uuid()
    .primaryKey()
    .references(() => internalMessages.id, { onDelete: 'cascade' }),
  url: text().notNull(),
  title: text(),
  description: text().notNull().default(''),
  site: text().notNull().default(''),
  /** CSS pixels of its picture, which is in the blob store; null when it has none. */
  imageWidth: integer(),
  imageHeight: integer(),
  createdAt: moment().notNull().defaultNow(),
  /** Since when its message's author does not want it. */
  removedAt: moment(),
});

function messageId() {
  return uuid()
    .notNull()
    .references(() => internalMessages.id, { onDelete: 'cascade' });
}

/**
 * When each person last sent something, newest last. One row a person, locked by each send of theirs, so that the limit
 * also holds for requests that arrive at the same time; counting message rows would not see those still being written.
 */
export const sendRates = pgTable('send_rates', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  sentAt: moment().array().notNull(),
});
