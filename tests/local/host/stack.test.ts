import { neon, neonConfig } from '@neondatabase/serverless';
import { getStore } from '@netlify/blobs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStack, type Stack } from '../../../local/stack.ts';

let one: Stack;
let two: Stack;

beforeAll(async () => {
  one = await openStack({ port: 0, stateDir: null, page: 'none' });
  const dump = await one.database.dumpDataDir('none');
  two = await openStack({ port: 0, stateDir: null, page: 'none', database: dump });
});

afterAll(async () => {
  await one.close();
  await two.close();
});

test('two stacks run side by side, each with its own data and secrets', async () => {
  neonConfig.fetchEndpoint = (host, port) => `http://${host}:${port}/sql`;
  const [first, second] = [neon(one.settings.DATABASE_URL), neon(two.settings.DATABASE_URL)];
  await first`create table only_here (id int)`;

  await expect(second`select * from only_here`).rejects.toMatchObject({ code: '42P01' });
  expect(await first`select * from only_here`).toEqual([]);
  expect([one.sql.counts.requests, two.sql.counts.requests]).toEqual([2, 1]);
  expect(one.settings.PUSHER_SECRET).not.toBe(two.settings.PUSHER_SECRET);
});

test("one stack's token does not open the other", async () => {
  const url = one.settings.DATABASE_URL.replace(`:${one.port}/`, `:${two.port}/`);

  await expect(neon(url)`select 1`).rejects.toThrow('401');
});

test('functions find the settings of the stack that was opened last', () => {
  expect(process.env).toMatchObject(two.settings);
  expect(two.settings).toMatchObject({ URL: two.origin, PUSHER_HOST: '127.0.0.1', PUSHER_CLUSTER: 'local' });
});

test('the realtime server answers at the same origin', async () => {
  const response = await fetch(`${one.origin}/apps/${one.settings.PUSHER_APP_ID}/channels`);

  expect(response.status).toBe(401);
});

test('blobs are kept with their metadata, and only for those with the token', async () => {
  const store = getStore('attachments');
  const bytes = crypto.getRandomValues(new Uint8Array(5_000));
  await store.set('a/b.png', bytes.buffer, { metadata: { name: 'é.png' } });

  const found = await store.getWithMetadata('a/b.png', { type: 'arrayBuffer', consistency: 'strong' });
  expect(new Uint8Array(found?.data ?? new ArrayBuffer())).toEqual(bytes);
  expect(found?.metadata).toEqual({ name: 'é.png' });
  expect((await store.list({ prefix: 'a/' })).blobs).toMatchObject([{ key: 'a/b.png' }]);
  expect((await fetch(`${two.origin}/local-blobs/site:attachments/a/b.png`)).status).toBe(403);

  await store.delete('a/b.png');
  expect(await store.get('a/b.png')).toBeNull();
});
