import { readdirSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { userChannel } from '#lib/contracts/realtime';
import { call, createWorld, type Person, type World } from '../support/world.ts';

/**
 * Who may do what, one row a function: each is called about the private channel `launch-budget`.
 * Kevin owns the team and is a member of it, Sofía is a member, Mary is a stranger to it.
 */
type Asks = Parameters<typeof call>[2];
type Who = 'anonymous' | 'stranger' | 'member' | 'admin';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const secret = () => world.channels['launch-budget'];
const people: Record<Who, () => Person | null> = {
  anonymous: () => null,
  stranger: () => world.mary,
  member: () => world.sofia,
  admin: () => world.kevin,
};
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const subscribeTo = (channel: string) => ({
  body: new URLSearchParams({ socket_id: '1.2', channel_name: channel }).toString(),
  headers: form,
});

const table: Record<string, { asks: () => Asks; expected: Record<Who, number> }[]> = {
  'chat-send-message': [
    {
      asks: () => ({ body: { id: uuidv7(), channelId: secret(), content: 'hello' } }),
      expected: { anonymous: 401, stranger: 404, member: 200, admin: 200 },
    },
  ],
  'chat-messages': [
    {
      asks: () => ({ query: { channelId: secret() } }),
      expected: { anonymous: 401, stranger: 404, member: 200, admin: 200 },
    },
  ],
  'chat-sync': [
    { asks: () => ({ body: {} }), expected: { anonymous: 401, stranger: 200, member: 200, admin: 200 } },
  ],
  'chat-pusher-auth': [
    {
      asks: () => subscribeTo(userChannel(world.sofia.id)),
      expected: { anonymous: 401, stranger: 403, member: 200, admin: 403 },
    },
    {
      asks: () => subscribeTo('private-somewhere-else'),
      expected: { anonymous: 401, stranger: 403, member: 403, admin: 403 },
    },
  ],
  auth: [
    {
      asks: () => ({ path: '/api/auth/get-session' }),
      expected: { anonymous: 200, stranger: 200, member: 200, admin: 200 },
    },
  ],
};

test('every function has its row', () => {
  const functions = readdirSync('netlify/functions').map((file) => file.replace(/\.ts$/, ''));
  expect(Object.keys(table).sort()).toEqual(functions.sort());
});

describe.each(Object.entries(table))('%s', (name, rows) => {
  const cases = rows.flatMap(({ asks, expected }, index) =>
    Object.entries(expected).map(([who, status]) => ({ who: who as Who, status, asks, index })),
  );
  test.each(cases)('answers $who with $status (row $index)', async ({ who, status, asks }) => {
    const response = await call(name, people[who](), asks());
    const text = await response.text();

    expect(response.status).toBe(status);
    if (who === 'stranger' || who === 'anonymous') expect(text).not.toContain('launch-budget');
  });

  if (name !== 'auth') {
    test.each(['PUT', 'DELETE', 'PATCH'])('has no %s', async (method) => {
      const response = await call(name, world.kevin, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toMatch(/^(GET|POST)$/);
    });
  }
});
