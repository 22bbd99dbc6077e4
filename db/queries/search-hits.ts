import { type SQL, sql } from 'drizzle-orm';
import { internalMessages } from '../schema.ts';
import { visibleTo } from './channel-access.ts';
import {
  fits,
  fitsByIndex,
  isInScope,
  isInScopeByIndex,
  isInTime,
  type SearchPlan,
} from './search-conditions.ts';

/** The newest messages, looked through one by one: what is said often is found among them. */
const RECENT = 5_000;
/** Then what the index finds in the last days, so many times as many as those took; then what it finds at all. */
const WINDOWS = [6, 20];
/** The newest messages, when no index finds what is searched for: nothing older is. */
const LOOK_BACK = 10_000;
/** Behind which hit a page begins. */
export interface HitPlace {
  createdAt: Date;
  id: string;
}

/**
 * First among the newest messages, one by one: a word that is said often is there, and the index would find too much of it.
 * Only when that did not fill the page, by the index, in a longer time with every step: what fills a step is the newest there is.
 */
export function hitsOf(readerId: string, plan: SearchPlan, behind: HitPlace | null, limit: number): SQL {
  const isBehind = behind
    ? sql`(m.created_at, m.id) < (${behind.createdAt.toISOString()}::timestamptz, ${behind.id}::uuid)`
    : sql`true`;
  const inTime = sql`select * from ${internalMessages} m where ${isBehind} and ${isInTime(plan)}`;
  const byIndex = fitsByIndex(readerId, plan);
  const recent = byIndex ? RECENT : LOOK_BACK;
  const newest = byIndex ? inTime : sql`${inTime} and ${isInScope(plan)}`;
  const steps = [
    sql`select * from (${newest} ${newestFirst} limit ${recent}) m where ${isInScope(plan)} and ${fits(readerId, plan)}`,
    ...(byIndex ? stepsByIndex(sql`${inTime} and ${isInScopeByIndex(plan)} and ${byIndex}`, limit) : []),
  ];
  const named = steps.map(
    (found, index) => sql`${stepAt(index)} as materialized (
      select m.id, m.created_at from (${found}) m where m.channel_id in (select id from visible) ${newestFirst} limit ${limit})`,
  );
  const all = steps.map((_, index) => sql`select * from ${stepAt(index)}`);
  return sql`
    with visible as materialized (${visibleTo(readerId)}),
    span as materialized (select
      (select m.created_at from (${newest}) m ${newestFirst} offset ${recent - 1} limit 1) as first,
      (select m.created_at from (${newest}) m ${newestFirst} limit 1) as last),
    ${sql.join(named, sql`, `)}
    select m.id from (${sql.join(all, sql` union `)}) m ${newestFirst} limit ${limit}`;
}

/** The steps after the first one: each is taken only when none before it found enough, and there are older messages. */
function stepsByIndex(found: SQL, limit: number): SQL[] {
  return [...WINDOWS, null].map((window, index) => {
    const before = Array.from({ length: index + 1 }, (_, step) => stepAt(step));
    const isUnfilled = before.map((step) => sql`(select count(*) from ${step}) < ${limit}`);
    const isInWindow = window ? sql`chat_days(m.created_at) && ${daysOf(window)}` : sql`true`;
    // without "offset 0" Postgres may walk through all messages in the order of time, expecting hits soon
    return sql`${found} and ${isInWindow} and (select first from span) is not null
      and ${sql.join(isUnfilled, sql` and `)} offset 0`;
  });
}

const newestFirst = sql`order by m.created_at desc, m.id desc`;

const stepAt = (index: number) => sql.identifier(`step_${index}`);

/** The days of so many times the time that the recent messages took; none before the first message. */
function daysOf(window: number): SQL {
  return sql`(
    select array_agg(day) from span,
      generate_series(
        (chat_days(greatest(last - ${window}::int * (last - first), (select min(created_at) from ${internalMessages}))))[1],
        (chat_days(last))[1]) day)`;
}
