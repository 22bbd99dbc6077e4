import { type Placeholder, type SQL, sql } from 'drizzle-orm';
import { SEND_LIMIT, SEND_LIMIT_WINDOW } from '#lib/limits';
import { sendRates } from '../schema.ts';

/**
 * A step of a statement: one more of what somebody may say within a time, for the one row that there is in `rows`. It has a
 * row when they may; nothing is taken of the rate when there is none in `rows`.
 */
export function takeTurn(userId: string | Placeholder, rows: SQL): SQL {
  return sql`
    insert into ${sendRates} as past (user_id, sent_at)
    select ${userId}::uuid, array[now()] from ${rows}
    on conflict (user_id) do update
    set sent_at = (past.sent_at || now())[greatest(1, cardinality(past.sent_at) + 2 - ${SEND_LIMIT}):]
    where cardinality(past.sent_at) < ${SEND_LIMIT}
       or past.sent_at[cardinality(past.sent_at) + 1 - ${SEND_LIMIT}] <= now() - make_interval(secs => ${SEND_LIMIT_WINDOW})
    returning user_id`;
}

/** Read from before the statement it is part of, so it is asked only when that was refused. */
export function secondsToWait(userId: string | Placeholder): SQL<number> {
  return sql<number>`(
    select greatest(1, ceil(extract(epoch from
      sent_at[cardinality(sent_at) + 1 - ${SEND_LIMIT}] + make_interval(secs => ${SEND_LIMIT_WINDOW}) - now())))::int
    from ${sendRates} where user_id = ${userId})`.mapWith(Number);
}
