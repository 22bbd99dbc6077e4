import { sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { channels, members, users } from '../schema.ts';

/** Makes somebody a member of every channel that is for everyone. What was said before counts as read. */
export async function joinDefaultChannels(db: Database, userId: string): Promise<void> {
  await db.execute(sql`
    insert into ${members} (channel_id, user_id, last_delivered_seq, last_read_seq)
    select id, ${userId}::uuid, last_seq, last_seq from ${channels} where is_default
    on conflict do nothing`);
}

export async function isTeamEmpty(db: Database): Promise<boolean> {
  const anyone = await db.select({ id: users.id }).from(users).limit(1);
  return anyone.length === 0;
}
