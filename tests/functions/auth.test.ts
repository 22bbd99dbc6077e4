import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { connectDatabase } from '#db/client';
import { createAuth } from '#server/auth';
import { readEnv } from '#server/env';
import { DEMO_PASSWORD } from '../../local/seed/people.ts';
import { expectErrors } from '../support/quiet.ts';
import { call, createWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  // Better Auth warns about what it refuses
  vi.spyOn(console, 'warn').mockReturnValue();
});

const signUp = (email: string, settings: Record<string, string> = {}) => {
  const env = readEnv({ ...process.env, ...settings });
  const url = `${env.URL}/api/auth/sign-up/email`;
  return createAuth(connectDatabase(env.DATABASE_URL), env).handler(
    new Request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: env.URL },
      body: JSON.stringify({ name: 'Nora', email, password: 'long enough it is' }),
    }),
  );
};

const signIn = (password: string, headers: Record<string, string> = {}, email = 'kevin@example.com') =>
  call('auth', null, { path: '/api/auth/sign-in/email', body: { email, password }, headers });

test('a wrong password and an unknown e-mail are the same 401', async () => {
  expectErrors(/./);
  const wrong = await signIn('not the password');
  const unknown = await signIn('not the password', {}, 'nobody@example.com');

  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(await wrong.text()).toBe(await unknown.text());
});

test('sign-up is closed once there are people', async () => {
  const response = await signUp('nora@example.org');

  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ message: expect.stringContaining('Sign-up is closed') });
});

test('an allowed e-mail domain may sign up, and is a member of general at once', async () => {
  const response = await signUp('nora@Example.org', { ALLOWED_EMAIL_DOMAINS: 'example.net, example.org' });

  expect(response.status).toBe(200);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const { me, channels } = await (await call('chat-sync', { cookie }, { body: {} })).json();
  expect(me.name).toBe('Nora');
  expect(channels.map((channel: { name: string; unread: number }) => [channel.name, channel.unread])).toEqual(
    [['general', 0]],
  );
});

test('a domain that only ends alike may not', async () => {
  const response = await signUp('eve@notexample.org', { ALLOWED_EMAIL_DOMAINS: 'example.org' });
  expect(response.status).toBe(403);
});

test('nobody makes themselves the owner', async () => {
  const env = readEnv({ ...process.env, ALLOWED_EMAIL_DOMAINS: 'example.org' });
  const body = { name: 'Eve', email: 'eve@example.org', password: 'long enough it is', role: 'owner' };
  const response = await createAuth(connectDatabase(env.DATABASE_URL), env).handler(
    new Request(`${env.URL}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: env.URL },
      body: JSON.stringify(body),
    }),
  );
  const { rows } = await world.stack.database.query(`select role from users where email = 'eve@example.org'`);

  expect([response.status, rows]).not.toEqual([200, [{ role: 'owner' }]]);
});

test.each([
  ['nobody', ' \u200b '],
  ['who turns the line around', 'Eve \u202e'],
  ['too long a name', 'x'.repeat(81)],
])('%s does not get in', async (_what, name) => {
  const env = readEnv({ ...process.env, ALLOWED_EMAIL_DOMAINS: 'example.org' });
  const body = { name, email: 'nobody@example.org', password: 'long enough it is' };
  const response = await createAuth(connectDatabase(env.DATABASE_URL), env).handler(
    new Request(`${env.URL}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: env.URL },
      body: JSON.stringify(body),
    }),
  );

  expect(response.status).toBe(400);
  expect((await response.json()).message).toMatch(/^Name: /);
});

test.each(['update-user', 'change-email', 'delete-user', 'list-sessions', 'ok'])(
  'Better Auth’s %s is not there',
  async (path) => {
    const response = await call('auth', world.kevin, { path: `/api/auth/${path}`, body: { image: 'x' } });
    expect(response.status).toBe(404);
  },
);

test('an address that guesses passwords is stopped', async () => {
  expectErrors(/./);
  const headers = { 'x-nf-client-connection-ip': '203.0.113.7' };
  const env = readEnv({ ...process.env, SIGN_IN_LIMIT: '3' });
  const auth = createAuth(connectDatabase(env.DATABASE_URL), env);
  const attempt = () =>
    auth.handler(
      new Request(`${env.URL}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: env.URL, ...headers },
        body: JSON.stringify({ email: 'kevin@example.com', password: 'guess' }),
      }),
    );
  const statuses: number[] = [];
  for (let tries = 0; tries < 5; tries += 1) statuses.push((await attempt()).status);

  expect(statuses).toEqual([401, 401, 401, 429, 429]);
});

test('a session that has expired is a 401, also with its cookie', async () => {
  const response = await signIn(DEMO_PASSWORD, {}, 'tom@example.com');
  const { user } = await response.json();
  const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  await world.stack.database.query(
    `update sessions set expires_at = now() - interval '1 s' where user_id = $1`,
    [user.id],
  );
  // the signed copy of the session, good for five minutes, has run out by then as well
  const cookie = cookies.filter((line) => !line.includes('session_data')).join('; ');

  expect((await call('chat-sync', { cookie }, { body: {} })).status).toBe(401);
});

test('a forged cookie is a 401', async () => {
  expectErrors(/Error parsing JSON/);
  for (const name of ['session_token', 'session_data']) {
    const forged = world.kevin.cookie.replace(new RegExp(`${name}=([^;]*)`), (_, value: string) => {
      const flipped = value.startsWith('A') ? 'B' : 'A';
      return `${name}=${flipped}${value.slice(1)}`;
    });
    const other = name === 'session_token' ? 'session_data' : 'session_token';
    const cookie = forged
      .split('; ')
      .filter((line) => !line.includes(other))
      .join('; ');
    expect((await call('chat-sync', { cookie }, { body: {} })).status).toBe(401);
  }
});

test("a signed copy beside somebody else's session does not count", async () => {
  const part = (cookie: string, name: string) => cookie.split('; ').find((line) => line.includes(name)) ?? '';
  const cookie = `${part(world.mary.cookie, 'session_token')}; ${part(world.kevin.cookie, 'session_data')}`;
  const response = await call('chat-sync', { cookie }, { body: {} });

  expect(JSON.stringify(await response.json())).not.toContain('launch-budget');
});

test('a request with a fresh session costs no look-up of it', async () => {
  const { counts } = world.stack.sql;
  const before = counts.requests;
  await call('chat-pusher-auth', world.kevin, {
    body: 'x=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(counts.requests).toBe(before);
});

test('the session outlives its signed copy: it is looked up, and the copy renewed', async () => {
  const cookie = world.kevin.cookie
    .split('; ')
    .filter((line) => !line.includes('session_data'))
    .join('; ');
  const response = await call('chat-sync', { cookie }, { body: {} });

  expect(response.status).toBe(200);
  expect(response.headers.getSetCookie().join()).toContain('session_data');
});

test('a signed copy that is older than five minutes is looked up again, also one that was checked before', async () => {
  await call('chat-sync', world.sofia, { body: {} });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 60_000 });
  const before = world.stack.sql.counts.requests;
  const response = await call('chat-pusher-auth', world.sofia, {
    body: 'x=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  vi.useRealTimers();

  expect(response.status).toBe(400);
  expect(world.stack.sql.counts.requests).toBeGreaterThan(before);
});

test('another site cannot sign people in or out', async () => {
  expectErrors(/./);
  const headers = { origin: 'https://evil.example', cookie: world.kevin.cookie };
  const response = await call('auth', null, { path: '/api/auth/sign-out', body: {}, headers });
  expect(response.status).toBe(403);
});
