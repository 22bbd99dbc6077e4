/** What a team's tables hold, put aside and put back, so that each test finds the team that `npm start` makes. */
import type { NeonQueryFunction } from '@neondatabase/serverless';

type Sql = NeonQueryFunction<false, false>;

/** Keeps a copy of every table in a schema of its own. */
export async function keepTables(sql: Sql): Promise<void> {
  const tables = await tablesOf(sql, 'public');
  await sql.transaction([
    sql`drop schema if exists kept cascade`,
    sql`create schema kept`,
    ...tables.map((table) => sql.query(`create table kept.${table} as table public.${table}`)),
  ]);
}

/** Puts every table back to what `keepTables` has kept of it. */
export async function restoreTables(sql: Sql): Promise<void> {
  const tables = await tablesOf(sql, 'kept');
  await sql.transaction([
    // rows refer to each other across tables and within them: what was whole together is put back together
    sql`set local session_replication_role = replica`,
    sql.query(`truncate ${tables.map((table) => `public.${table}`).join(', ')}`),
    ...tables.map((table) => sql.query(`insert into public.${table} table kept.${table}`)),
  ]);
}

async function tablesOf(sql: Sql, schema: 'public' | 'kept'): Promise<string[]> {
  const rows =
    await sql`select quote_ident(tablename) as name from pg_tables where schemaname = ${schema} order by 1`;
  return rows.map(({ name }) => String(name));
}
