import { neonConfig } from '@neondatabase/serverless';
import { eq, inArray, sql as raw } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/neon-http';
import { bigint, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, openSql, type Sql } from './open-sql.ts';

const notes = pgTable('notes', {
  id: uuid().primaryKey(),
  body: text(),
  stars: integer().notNull().default(0),
  big: bigint({ mode: 'number' }),
  tags: text().array(),
  extra: jsonb().$type<{ a: number[] }>(),
  at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
});

let sql: Sql;
let db: ReturnType<typeof drizzle>;

beforeAll(async () => {
  sql = await openSql();
  neonConfig.fetchEndpoint = sql.endpointUrl;
  db = drizzle({ client: connect(sql) });
  await db.execute(raw`create table notes (id uuid primary key, body text, stars int not null default 0, big bigint,
    tags text[], extra jsonb, at timestamptz(3) not null)`);
}, 60_000);

afterAll(() => sql.close());

const note = () => ({
  id: crypto.randomUUID(),
  body: null,
  stars: 2,
  big: 2 ** 40,
  tags: ['a', 'b "c"'],
  extra: { a: [1, 2] },
  at: new Date('2026-11-23T10:11:12.345Z'),
});

test('a row goes in and comes out the same', async () => {
  const [one, two] = [note(), note()];

  expect(await db.insert(notes).values([one, two]).returning()).toEqual([one, two]);
  expect(
    await db
      .select()
      .from(notes)
      .where(inArray(notes.id, [two.id])),
  ).toEqual([two]);
});

test('an update answers how many rows it changed', async () => {
  const one = note();
  await db.insert(notes).values(one);

  const result = await db
    .update(notes)
    .set({ stars: raw`${notes.stars} + 1` })
    .where(eq(notes.id, one.id));

  expect(result.rowCount).toBe(1);
  expect(await db.select({ stars: notes.stars }).from(notes).where(eq(notes.id, one.id))).toEqual([
    { stars: 3 },
  ]);
});

test('a batch is one transaction', async () => {
  const one = note();

  const batch = db.batch([db.insert(notes).values(one), db.insert(notes).values(one)]);

  await expect(batch).rejects.toMatchObject({ code: '23505', constraint: 'notes_pkey' });
  expect(await db.select().from(notes).where(eq(notes.id, one.id))).toEqual([]);
  const [, rows] = await db.batch([
    db.insert(notes).values(one),
    db.select().from(notes).where(eq(notes.id, one.id)),
  ]);
  expect(rows).toEqual([one]);
});
