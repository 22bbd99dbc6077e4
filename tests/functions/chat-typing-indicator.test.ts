import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { viewChannel } from '#lib/contracts/realtime';
import { expectErrors } from '../support/quiet.ts';
import { call, createWorld, eventually, listen, type Person, type World } from '../support/world.ts';

let world: World;
let general: string;

beforeAll(async () => {
  world = await createWorld();
  general = world.channels.general;
});
afterAll(() => world.close());

const type = (person: Person, body: unknown) => call('chat-typing-indicator', person, { body });

test('the pages that show the conversation hear who is typing, and no others', async () => {
  const [mary, sofia] = await Promise.all([
    listen(world, world.mary, [viewChannel(general)]),
    listen(world, world.sofia, [viewChannel(world.channels.random)]),
  ]);
  for (const typing of [true, false]) await type(world.kevin, { channelId: general, typing });

  const event = { channelId: general, userId: world.kevin.id, userName: 'Kevin' };
  await eventually(() =>
    expect(mary.events).toEqual(
      [true, false].map((typing) => ({
        channel: viewChannel(general),
        name: 'typing',
        data: { ...event, typing },
      })),
    ),
  );
  expect(sofia.events).toEqual([]);
  for (const listener of [mary, sofia]) listener.stop();
});

test('the answer is empty, is not kept, and has its request id', async () => {
  const response = await type(world.kevin, { channelId: general, typing: true });

  expect(response.status).toBe(204);
  expect(response.body).toBeNull();
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-request-id')).toBeTruthy();
});

test('typing is one SQL request and one trigger', async () => {
  const { sql, realtime } = world.stack;
  const before = { sql: sql.counts.requests, triggers: realtime.counts.triggerRequests };
  await type(world.kevin, { channelId: general, typing: true });

  expect(sql.counts.requests - before.sql).toBe(1);
  expect(realtime.counts.triggerRequests - before.triggers).toBe(1);
});

test('it costs nothing when Pusher refuses the event', async () => {
  expectErrors(/📡 Typing not triggered for channel .*: Pusher answered 403/);
  world.stack.faults.set({ api: { quota: true } });
  const response = await type(world.kevin, { channelId: general, typing: true });
  world.stack.faults.clear();

  expect(response.status).toBe(204);
});

test('a foreign channel is unknown, a public one must be joined first, and nobody hears of either', async () => {
  const before = world.stack.realtime.counts.triggerRequests;
  const [unknown, foreign] = await Promise.all(
    [uuidv7(), world.channels['launch-budget']].map((channelId) =>
      type(world.mary, { channelId, typing: true }),
    ),
  );
  expect([unknown?.status, foreign?.status]).toEqual([404, 404]);
  expect(await foreign?.json()).toEqual(await unknown?.json());

  await world.stack.database.query('delete from members where user_id = $1 and channel_id = $2', [
    world.mary.id,
    world.channels.random,
  ]);
  expect((await type(world.mary, { channelId: world.channels.random, typing: true })).status).toBe(403);
  expect(world.stack.realtime.counts.triggerRequests).toBe(before);
});

test.each<[string, unknown, string]>([
  ['an empty body', {}, 'channelId'],
  ['typing that is no yes or no', { channelId: uuidv7(), typing: 'yes' }, 'typing'],
  ['a name of one’s own', { channelId: uuidv7(), typing: true, userName: 'The boss' }, 'userName'],
])('%s is refused', async (_what, body, path) => {
  const response = await type(world.kevin, body);

  expect(response.status).toBe(400);
  expect((await response.json()).error.issues[0].path).toBe(path);
});
