import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { moment, users } from './people.ts';

export const channels = pgTable(
  'channels',
  {
    id: uuid().primaryKey().defaultRandom(),
    kind: text({ enum: ['public', 'private', 'direct'] }).notNull(),
    /** Empty for direct messages: they are named after who is in them. */
    name: text().notNull(),
    topic: text().notNull().default(''),
    /** Everybody who signs up becomes a member. */
    isDefault: boolean().notNull().default(false),
    /** How many messages the channel ever had: the seq of its newest. */
    lastSeq: integer().notNull().default(0),
    /** How many changes the channel ever had. */
    lastRev: integer().notNull().default(0),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('channels_name').on(sql`lower(${table.name})`).where(sql`${table.kind} <> 'direct'`),
    check('channels_counters', sql`${table.lastSeq} >= 0 and ${table.lastRev} >= ${table.lastSeq}`),
  ],
);

export const members = pgTable(
  'members',
  {
    channelId: uuid()
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Watermarks, they only rise: up to which seq this member's client has, and this member has read, the channel. */
    lastDeliveredSeq: integer().notNull().default(0),
    lastReadSeq: integer().notNull().default(0),
    joinedAt: moment().notNull().defaultNow(),
  },
  (table) => [
    // a person's channels are asked for on every sync, a channel's people on every private message
    primaryKey({ columns: [table.userId, table.channelId] }),
    index('members_channel').on(table.channelId),
  ],
);
