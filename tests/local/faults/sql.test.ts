import { neonConfig } from '@neondatabase/serverless';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { connect, openSql, type Sql } from '../sql/open-sql.ts';

let sql: Sql;

beforeAll(async () => {
  sql = await openSql();
  neonConfig.fetchEndpoint = sql.endpointUrl;
  await connect(sql)`create table notes (id int primary key)`;
});
afterEach(async () => {
  sql.faults.clear();
  await sql.database.exec('delete from notes');
});
afterAll(() => sql.close());

const insert = () => connect(sql)`insert into notes values (1)`;
const stored = async () => (await sql.database.query('select * from notes')).rows.length;

test('a refused request gives 503 and is not run', async () => {
  sql.faults.set({ sql: { refuse: 1 } });

  await expect(insert()).rejects.toThrow('503');
  expect(await stored()).toBe(0);
});

test('a dropped request is not run', async () => {
  sql.faults.set({ sql: { drop: 1 } });

  await expect(insert()).rejects.toThrow('fetch failed');
  expect(await stored()).toBe(0);
});

test('a lost answer is lost after the commit, also that of a batch', async () => {
  sql.faults.set({ sql: { loseAnswer: 1 } });

  await expect(insert()).rejects.toThrow('fetch failed');
  expect(await stored()).toBe(1);
  const { transaction } = connect(sql);
  await expect(transaction((tx) => [tx`insert into notes values (2)`, tx`select 1`])).rejects.toThrow(
    'fetch failed',
  );
  expect(await stored()).toBe(2);
});

test('a delayed request takes at least as long, and runs', async () => {
  sql.faults.set({ sql: { delay: [50, 60] } });
  const start = performance.now();
  await insert();

  expect(performance.now() - start).toBeGreaterThanOrEqual(50);
  expect(await stored()).toBe(1);
});

test('a request whose sender stopped waiting is not run later', async () => {
  sql.faults.set({ sql: { delay: [60_000, 60_000] } });
  const gone = new AbortController();
  const request = fetch(sql.endpointUrl, {
    method: 'POST',
    headers: { 'Neon-Connection-String': sql.url },
    body: JSON.stringify({ query: 'insert into notes values (1)' }),
    signal: gone.signal,
  });
  const before = sql.endpoint.counts.requests;
  setTimeout(() => gone.abort(), 50);
  await expect(request).rejects.toThrow('abort');
  await new Promise((resolve) => setTimeout(resolve, 20));

  sql.faults.clear();
  await connect(sql)`select 1`;

  expect(sql.endpoint.counts.requests).toBe(before + 1);
  expect(await stored()).toBe(0);
});

test('a stranger learns nothing of the faults', async () => {
  sql.faults.set({ sql: { refuse: 1 } });

  expect((await fetch(sql.endpointUrl, { method: 'POST', body: '{}' })).status).toBe(401);
});

test('the same seed refuses the same requests', async () => {
  const outcomes = async () => {
    sql.faults.set({ seed: 12, sql: { refuse: 0.3, drop: 0.2 } });
    const happened: string[] = [];
    for (let request = 0; request < 20; request++) {
      happened.push(await connect(sql)`select 1`.then(() => 'ok', String));
    }
    return happened;
  };
  const first = await outcomes();

  expect(new Set(first).size).toBe(3);
  expect(await outcomes()).toEqual(first);
});

test('afterwards all is as before', async () => {
  sql.faults.set({ sql: { refuse: 1, drop: 1, loseAnswer: 1 } });
  await expect(insert()).rejects.toThrow();
  sql.faults.clear();

  await insert();
  expect(await stored()).toBe(1);
});
