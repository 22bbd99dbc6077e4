import { neonConfig } from '@neondatabase/serverless';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connect, openSql, type Sql } from './open-sql.ts';

let sql: Sql;
let query: ReturnType<typeof connect>;

beforeAll(async () => {
  sql = await openSql();
  neonConfig.fetchEndpoint = sql.endpointUrl;
  query = connect(sql);
}, 60_000);

afterAll(() => sql.close());

beforeEach(async () => {
  await query`drop table if exists child`;
  await query`drop table if exists note`;
  await query`create table note (id int primary key)`;
  await query`create table child (id int references note deferrable initially deferred)`;
});

const count = async () => (await query`select count(*)::int as n from note`).rows[0]?.n;

test('a batch is one request and answers each statement', async () => {
  const before = { ...sql.endpoint.counts };

  const results = await query.transaction([
    query`insert into note values (1), (2)`,
    query`select id from note order by id`,
    query`delete from note where id = 1 returning id`,
  ]);

  expect(results.map(({ command, rows }) => [command, rows])).toEqual([
    ['INSERT', []],
    ['SELECT', [{ id: 1 }, { id: 2 }]],
    ['DELETE', [{ id: 1 }]],
  ]);
  expect(sql.endpoint.counts).toEqual({ requests: before.requests + 1, statements: before.statements + 3 });
});

test('an error undoes the whole batch', async () => {
  const batch = query.transaction([query`insert into note values (1)`, query`insert into note values (1)`]);

  await expect(batch).rejects.toMatchObject({ code: '23505', constraint: 'note_pkey' });
  expect(await count()).toBe(0);
});

test('an error at the commit undoes the whole batch', async () => {
  const batch = query.transaction([query`insert into note values (1)`, query`insert into child values (9)`]);

  await expect(batch).rejects.toMatchObject({ code: '23503', table: 'child' });
  expect(await count()).toBe(0);
});

test('a batch may create what its next statement uses', async () => {
  await query.transaction([
    query`create temporary table fresh (id int)`,
    query`insert into fresh values (5)`,
    query`drop table fresh`,
  ]);
});

test('isolation level, read only and deferrable hold in the batch', async () => {
  const [isolation, readOnly, deferrable] = await query.transaction(
    [
      query`show transaction_isolation`,
      query`show transaction_read_only`,
      query`show transaction_deferrable`,
    ],
    { isolationLevel: 'Serializable', readOnly: true, deferrable: true },
  );

  expect([isolation?.rows, readOnly?.rows, deferrable?.rows]).toEqual([
    [{ transaction_isolation: 'serializable' }],
    [{ transaction_read_only: 'on' }],
    [{ transaction_deferrable: 'on' }],
  ]);
  await expect(
    query.transaction([query`insert into note values (1)`], { readOnly: true }),
  ).rejects.toMatchObject({ code: '25006' });
});

test('a transaction that a single request leaves open is rolled back', async () => {
  await query`begin`;
  await query`insert into note values (1)`;

  expect(await count()).toBe(1);
  expect((await sql.database.query('select pg_current_xact_id_if_assigned() as id')).rows).toEqual([
    { id: null },
  ]);
});

test('a transaction opened on the database itself is not disturbed', async () => {
  let outside: Promise<unknown> | undefined;
  await sql.database.transaction(async (tx) => {
    await tx.query('insert into note values (1)');
    outside = Promise.resolve(query`insert into note values (2)`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await tx.rollback();
  });
  await outside;

  expect((await query`select id from note`).rows).toEqual([{ id: 2 }]);
});
