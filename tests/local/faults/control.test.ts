import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { neon, neonConfig } from '@neondatabase/serverless';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { refusalOf } from '../../../local/faults/access.ts';
import { openHostOnly, openStack, type Stack } from '../../../local/stack.ts';
import { expectErrors } from '../../support/quiet.ts';

let one: Stack;
let two: Stack;

beforeAll(async () => {
  const options = { port: 0, stateDir: null, page: 'dist', functions: false } as const;
  one = await openStack(options);
  two = await openStack(options);
  neonConfig.fetchEndpoint = (host, port) => `http://${host}:${port}/sql`;
});
afterEach(() => {
  one.faults.clear();
  two.faults.clear();
});
afterAll(async () => {
  await one.close();
  await two.close();
});

const json = { 'content-type': 'application/json' };

function post(plan: unknown, headers: Record<string, string> = json, stack = one): Promise<Response> {
  const body = typeof plan === 'string' ? plan : JSON.stringify(plan);
  return fetch(`${stack.origin}/__local/faults`, { method: 'POST', headers, body });
}

const select = (stack: Stack) => neon(stack.settings.DATABASE_URL)`select 1 as one`;

test('a posted plan is in force until the next one replaces the whole of it', async () => {
  const first = await post({ seed: 4, sql: { refuse: 1 }, api: { quota: true } });
  expect([first.status, (await first.json()).plan]).toEqual([
    200,
    { seed: 4, sql: { refuse: 1 }, api: { quota: true } },
  ]);
  await expect(select(one)).rejects.toThrow('503');

  await post({ api: { quota: true } });
  expect(await select(one)).toEqual([{ one: 1 }]);

  expect((await (await post({})).json()).plan).toEqual({});
});

test('GET tells the plan and the counts', async () => {
  await post({ seed: 1, sockets: { quota: true } }, { 'content-type': 'Application/JSON; charset=utf-8' });
  const response = await fetch(`${one.origin}/__local/faults?again`);

  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.json()).toEqual({
    plan: { seed: 1, sockets: { quota: true } },
    counts: { realtime: one.realtime.counts, sql: one.sql.counts },
  });
});

test('the faults of one stack are not those of another', async () => {
  await post({ sql: { drop: 1 }, api: { down: true } });

  expect(await select(two)).toEqual([{ one: 1 }]);
  expect((await fetch(`${two.origin}/apps/${two.settings.PUSHER_APP_ID}/channels`)).status).toBe(401);
  expect(two.faults.plan).toEqual({});
  await expect(select(one)).rejects.toThrow('fetch failed');
});

test.each<[string, unknown, Record<string, string>, number]>([
  ['an Origin', {}, { ...json, origin: 'http://localhost:8888' }, 403],
  ['an Origin of null', {}, { ...json, origin: 'null' }, 403],
  ['the mark of a page', {}, { ...json, 'sec-fetch-site': 'same-origin' }, 403],
  ['another type', {}, { 'content-type': 'text/plain' }, 415],
  ['a type that only looks right', {}, { 'content-type': 'application/jsonp' }, 415],
  ['more than 64 kB', `{"seed":1${' '.repeat(65_536)}}`, json, 413],
  ['no JSON', 'sql', json, 400],
  ['no body', '', json, 400],
])('a plan with %s is refused and changes nothing', async (_what, plan, headers, status) => {
  one.faults.set({ seed: 9, api: { quota: true } });
  const response = await post(plan, headers);

  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error: { message: expect.stringMatching(/./) } });
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  expect(one.faults.plan).toEqual({ seed: 9, api: { quota: true } });
});

test('a plan that is wrong is answered with the names of its fields', async () => {
  const response = await post({ sql: { refuse: 2, slow: true }, redis: {} });

  expect(response.status).toBe(400);
  const { error } = await response.json();
  expect(error.issues).toEqual([
    { path: 'sql.refuse', message: expect.stringContaining('<=1') },
    { path: 'sql.slow', message: 'Unknown field' },
    { path: 'redis', message: 'Unknown field' },
  ]);
  expect(error.message).toContain('sql.refuse');
  expect(one.faults.plan).toEqual({});
});

test.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is a 405 that names what there is', async (method) => {
  const response = await fetch(`${one.origin}/__local/faults`, { method });

  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
});

test.each(['/__local', '/__local/', '/__local/fault', '/__local/faults/', '/__local?x'])(
  '%s is a 404 and not the page',
  async (path) => {
    const response = await fetch(`${one.origin}${path}`, { headers: { accept: 'text/html' } });

    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/json');
  },
);

test('who asks from another machine is refused', () => {
  const from = (remoteAddress: string) =>
    refusalOf({ method: 'GET', headers: {}, socket: { remoteAddress } } as never, '/__local/faults');

  expect(from('10.0.0.1')).toMatchObject({ status: 403 });
  expect(from('127.0.0.1')).toBeNull();
});

test('the port is not open to the network', async () => {
  const outside = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  for (const { address, family, internal } of outside) {
    if (internal || family !== 'IPv4') continue;
    await expect(fetch(`http://${address}:${one.port}/__local/faults`)).rejects.toThrow('fetch failed');
  }
});

test('a name that a foreign page made point here is refused', async () => {
  const status = await new Promise((resolve, reject) => {
    const { hostname, port } = new URL(one.origin);
    const headers = { host: 'evil.example' };
    request({ hostname, port, path: '/__local/faults', headers }, (res) => resolve(res.statusCode))
      .on('error', reject)
      .end();
  });

  expect(status).toBe(403);
});

test('with real settings there are no faults, and no page in their place', async () => {
  const url = process.env.URL;
  const host = await openHostOnly({ port: 0, page: 'dist' });
  process.env.URL = url;
  const address = `${host.origin}/__local/faults`;

  const answers = [
    await fetch(address),
    await fetch(address, { method: 'POST', headers: json, body: '{"sql":{"drop":1}}' }),
  ];
  await host.close();

  for (const answer of answers) {
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error: { message: 'Faults exist only on the local stack' } });
  }
});

test('a stack that closes waits for nothing that was delayed', async () => {
  // the function's query runs after all, on an empty database
  expectErrors(/./);
  const stack = await openStack({ port: 0, stateDir: null, page: 'none' });
  const delay: [number, number] = [60_000, 60_000];
  stack.faults.set({ sql: { delay }, api: { delay }, sockets: { mute: true }, deliveries: { delay } });
  const delayed = vi.spyOn(stack.faults, 'delay');
  const body = JSON.stringify({ email: 'kevin@example.com', password: 'team-chat-demo' });
  const headers = { ...json, origin: stack.origin };
  const signIn = fetch(`${stack.origin}/api/auth/sign-in/email`, { method: 'POST', headers, body });
  const ended = signIn.then((response) => response.text()).catch(() => 'lost');
  // functions are loaded with their first request
  await expect.poll(() => delayed.mock.calls.length, { timeout: 20_000 }).toBeGreaterThan(0);
  const start = performance.now();

  await stack.close();

  await ended;
  // a timer of one of them would keep the process alive
  await Promise.all(delayed.mock.results.map(({ value }) => value));
  expect(performance.now() - start).toBeLessThan(5_000);
});
