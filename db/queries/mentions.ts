import { type Placeholder, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { channels, members, users } from '../schema.ts';

/** Whom a text addresses, before it is known who of them there is. */
export interface Call {
  /** Every member. */
  all: boolean;
  /** Ids by name. */
  named: readonly string[];
  /** Ids of who is online, when it addresses those. */
  present: readonly string[];
}

type Given = Placeholder | SQLWrapper | string;

interface Calling {
  channelId: Given;
  senderId: Given;
  /** As `arrayOf` writes them. */
  named: Given;
  present: Given;
}

/**
 * Whom a message calls, as an array: those named who exist, of a private channel its members alone, who are the only ones that
 * may hear of it; and the members who are online, when they are addressed. Other ids in a text are text.
 */
export function calledBy({ channelId, senderId, named, present }: Calling): SQL {
  return sql`array(
    select u.id from ${users} u
    where u.id = any (${named}::uuid[]) and (
      exists (select from ${channels} c where c.id = ${channelId}::uuid and c.kind = 'public')
      or exists (select from ${members} m where m.channel_id = ${channelId}::uuid and m.user_id = u.id))
    union
    select m.user_id from ${members} m
    where m.channel_id = ${channelId}::uuid and m.user_id = any (${present}::uuid[]) and m.user_id <> ${senderId}::uuid)`;
}
