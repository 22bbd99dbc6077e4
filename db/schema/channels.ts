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
    /** What `name` looks like, without regard to case: no two public channels may look the same. */
    nameKey: text().notNull(),
    /** The ids of the people of a direct message, sorted: they have one conversation. */
    directKey: text(),
    topic: text().notNull().default(''),
    /** Everybody who signs up becomes a member. */
    isDefault: boolean().notNull().default(false),
    /** How many messages the channel ever had: the seq of its newest. */
    lastSeq: integer().notNull().default(0),
    /** How many changes the channel ever had. */
    lastRev: integer().notNull().default(0),
    /** Since when nobody can write here any more. */
    archivedAt: moment(),
    /** Goes up when somebody is removed: from then on the view channel has a name that they cannot listen to. */
    viewEpoch: integer().notNull().default(0),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [
    // private ones may share a name: that it is taken would tell that there is one
    uniqueIndex('channels_public_name').on(table.nameKey).where(sql`${table.kind} = 'public'`),
    uniqueIndex('channels_direct').on(table.directKey),
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
    isFavourite: boolean().notNull().default(false),
    isMuted: boolean().notNull().default(false),
    joinedAt: moment().notNull().defaultNow(),
  },
  (table) => [
    // a person's channels are asked for on every sync, a channel's people on every private message
    primaryKey({ columns: [table.userId, table.channelId] }),
    index('members_channel').on(table.channelId),
  ],
);
