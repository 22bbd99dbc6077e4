import { sql } from 'drizzle-orm';
import { type AnyPgColumn, check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
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
    /** Markdown; empty once deleted: the row stays as a tombstone. */
    content: text().notNull(),
    replyToId: uuid().references((): AnyPgColumn => internalMessages.id),
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
      sql`char_length(${table.content}) <= ${sql.raw(String(MESSAGE_CONTENT_MAX_UNITS))} and (${table.content} <> '' or ${table.deletedAt} is not null)`,
    ),
  ],
);

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
