import { sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { channels, internalMessages, members, users } from '../schema.ts';
import { arrayOf } from './arrays.ts';
import { visibleTo } from './channel-access.ts';
import { type MessageRow, selectMessages } from './message-rows.ts';
import type { SearchPlan } from './search-conditions.ts';
import { type HitPlace, hitsOf } from './search-hits.ts';

/** Hits among which the best are chosen. */
const CANDIDATES = 100;

/** As `HitPlace`, among the best hits. */
export interface RankedPlace extends HitPlace {
  /** What Postgres gave the hit, as it writes it: 0 to 1. */
  rank: number;
}

/** Who and where a search may name: everybody of the team, and the channels that the reader may know of. */
export async function readSearchNames(db: Database, readerId: string) {
  const [people, places] = await db.batch([
    db.select({ id: users.id, name: users.name, email: users.email }).from(users),
    db
      .select({
        id: channels.id,
        kind: channels.kind,
        name: channels.name,
        memberIds: sql<string[]>`array(
      select everyone.user_id from ${members} everyone where everyone.channel_id = ${channels.id} and ${channels.kind} = 'direct')`,
      })
      .from(channels)
      .where(sql`${channels.id} in (${visibleTo(readerId)})`),
  ]);
  return { people, places };
}

/** Hits behind a place, the newest first; one round trip for their ids, one for what they are. */
export async function findNewest(
  db: Database,
  readerId: string,
  plan: SearchPlan,
  behind: HitPlace | null,
  limit: number,
): Promise<MessageRow[]> {
  return readHits(db, await db.execute<{ id: string }>(hitsOf(readerId, plan, behind, limit)));
}

/** Hits behind a place, the best first, of the newest `CANDIDATES`. */
export async function findBest(
  db: Database,
  readerId: string,
  plan: SearchPlan,
  behind: RankedPlace | null,
  limit: number,
): Promise<(MessageRow & RankedPlace)[]> {
  const wanted = sql`plainto_tsquery('simple', ${plan.words.join(' ')})`;
  const isBehind = behind
    ? sql`(rank, created_at, id) < (${behind.rank}::real, ${behind.createdAt.toISOString()}::timestamptz, ${behind.id}::uuid)`
    : sql`true`;
  const result = await db.execute<{ id: string; rank: number }>(sql`
    select id, rank from (
      select m.id, m.created_at, ts_rank(to_tsvector('simple', left(m.content, 20000)), ${wanted}, 1) as rank
      from (${hitsOf(readerId, plan, null, CANDIDATES)}) hit join ${internalMessages} m on m.id = hit.id) ranked
    where ${isBehind} order by rank desc, created_at desc, id desc limit ${limit}`);
  const rankOf = new Map(result.rows.map(({ id, rank }) => [id, rank]));
  return (await readHits(db, result)).map((row) => ({ ...row, rank: rankOf.get(row.id) ?? 0 }));
}

async function readHits(db: Database, { rows }: { rows: { id: string }[] }): Promise<MessageRow[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const found = await selectMessages(db).where(sql`${internalMessages.id} = any (${arrayOf(ids)}::uuid[])`);
  const byId = new Map(found.map((message) => [message.id, message]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
