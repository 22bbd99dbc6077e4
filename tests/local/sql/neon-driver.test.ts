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
  await query`drop table if exists note`;
  await query`create table note (id int primary key, body text not null, constraint note_body check (body <> ''))`;
});

test('every type comes back as the driver parses it from Neon', async () => {
  const { rows } = await query`select
    1::int as int, 9007199254740993::bigint as big, 1.50::numeric as numeric, 1.5::float8 as float, true as yes,
    null::text as nothing, 'é😀"'::text as text, '{"a":[1,null]}'::jsonb as jsonb,
    '2026-11-23 10:11:12.345+00'::timestamptz as at, '{1,2}'::int[] as ints, '{a,NULL,"b c"}'::text[] as texts,
    'f0f1f2f3-0000-4000-8000-000000000001'::uuid as id, '\\x00ff'::bytea as bytes`;

  expect(rows).toEqual([
    {
      int: 1,
      big: '9007199254740993',
      numeric: '1.50',
      float: 1.5,
      yes: true,
      nothing: null,
      text: 'é😀"',
      jsonb: { a: [1, null] },
      at: new Date('2026-11-23T10:11:12.345Z'),
      ints: [1, 2],
      texts: ['a', null, 'b c'],
      id: 'f0f1f2f3-0000-4000-8000-000000000001',
      bytes: Buffer.from([0, 255]),
    },
  ]);
});

test('parameters of every kind arrive', async () => {
  const id = crypto.randomUUID();
  const at = new Date('2026-11-23T10:11:12.345Z');

  const { rows } = await query`select ${7}::int as int, ${null}::text as nothing, ${true}::bool as yes,
    ${[id]}::uuid[] as ids, ${{ a: 1 }}::jsonb as jsonb, ${at}::timestamptz as at, ${Buffer.from([0, 255])} as bytes,
    ${id}::uuid = any(${[id]}) as found, ${'x'} || 'y' as text`;

  expect(rows).toEqual([
    {
      int: 7,
      nothing: null,
      yes: true,
      ids: [id],
      jsonb: { a: 1 },
      at,
      bytes: Buffer.from([0, 255]),
      found: true,
      text: 'xy',
    },
  ]);
});

test('a result tells command, count and fields', async () => {
  const inserted = await query`insert into note values (1, 'a'), (2, 'b')`;
  expect(inserted).toMatchObject({ command: 'INSERT', rowCount: 2, rows: [], fields: [] });

  const selected = await query`select id, body from note where id > 5`;
  expect(selected).toMatchObject({ command: 'SELECT', rowCount: 0, rows: [] });
  expect(selected.fields).toMatchObject([
    { name: 'id', dataTypeID: 23, columnID: 1, dataTypeSize: 4 },
    { name: 'body', dataTypeID: 25, columnID: 2, dataTypeSize: -1 },
  ]);
});

test('rows come as arrays when asked, with two columns of one name', async () => {
  const { rows } = await query.query('select 1 as a, 2 as a', [], { arrayMode: true });

  expect(rows).toEqual([[1, 2]]);
});

test('a thousand rows and a megabyte of text come back', async () => {
  const { rows } = await query`select n, repeat('x', 1000) as text from generate_series(1, 1000) n`;

  expect(rows).toHaveLength(1000);
  expect(rows[999]).toEqual({ n: 1000, text: 'x'.repeat(1000) });
});

test('an error carries code, detail, constraint and table', async () => {
  await query`insert into note values (1, 'a')`;

  await expect(query`insert into note values (1, 'b')`).rejects.toMatchObject({
    name: 'NeonDbError',
    message: 'duplicate key value violates unique constraint "note_pkey"',
    severity: 'ERROR',
    code: '23505',
    detail: 'Key (id)=(1) already exists.',
    constraint: 'note_pkey',
    table: 'note',
    schema: 'public',
  });
});

test.each([
  ['a failed check', "insert into note values (1, '')", { code: '23514', constraint: 'note_body' }],
  ['a missing value', 'insert into note (id) values (1)', { code: '23502', column: 'body' }],
  ['a mistake in the SQL', 'select * frm note', { code: '42601', position: '10' }],
  ['a missing table', 'select * from nowhere', { code: '42P01' }],
  ['two statements in one', 'select 1; select 2', { code: '42601' }],
  ['a bad value', "select 'x'::uuid", { code: '22P02' }],
])('%s is told as Postgres tells it', async (_what, statement, fields) => {
  await expect(query.query(statement)).rejects.toMatchObject(fields);
  expect((await query`select 1 as one`).rows).toEqual([{ one: 1 }]);
});

test('the session goes on after an error in a statement that ran well before', async () => {
  const insert = (id: number) => query`insert into note values (${id}, 'a') returning id`;
  await insert(1);
  await expect(insert(1)).rejects.toMatchObject({ code: '23505' });

  expect((await insert(2)).rows).toEqual([{ id: 2 }]);
});

test('a statement that ran before follows a change of the schema', async () => {
  const select = () => query`select * from note`;
  await query`insert into note values (1, 'a')`;
  await select();

  await query`alter table note add column stars int default 3`;
  expect((await select()).rows).toEqual([{ id: 1, body: 'a', stars: 3 }]);

  // behind the endpoint's back
  await sql.database.exec('alter table note drop column stars; deallocate all');
  expect((await select()).rows).toEqual([{ id: 1, body: 'a' }]);
});

test('more different statements than stay prepared all run', async () => {
  for (let n = 0; n < 600; n++) {
    const { rows } = await query.query(`select ${n} as n, $1::int as m`, [n]);
    expect(rows).toEqual([{ n, m: n }]);
  }
});

test('requests at the same time do not mix', async () => {
  const results = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      n % 3 === 0
        ? query
            .transaction([query`select ${n}::int as n`, query`select pg_sleep(0)`])
            .then(([first]) => first)
        : query`select ${n}::int as n`,
    ),
  );

  expect(results.map((result) => result?.rows[0]?.n)).toEqual(Array.from({ length: 100 }, (_, n) => n));
});
