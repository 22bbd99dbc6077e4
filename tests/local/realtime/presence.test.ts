import { expect, test } from 'vitest';
import { type Client, startRealtime, type World } from './support.ts';

const ROOM = 'presence-room';
const kevin = { user_id: 'kevin', user_info: { name: 'Kevin' } };
const mary = { user_id: 'mary', user_info: { name: 'Mary' } };

const dataOf = async (client: Client, event: string) => JSON.parse(String((await client.next(event)).data));

async function joined({ connect, join }: World, member: typeof kevin): Promise<Client> {
  const client = await connect();
  await join(client, ROOM, member);
  return client;
}

test('who arrives is told who is there', async () => {
  const world = await startRealtime();
  await joined(world, kevin);
  const client = await world.connect();

  const { data } = await world.join(client, ROOM, mary);

  expect(JSON.parse(String(data))).toEqual({
    presence: {
      ids: ['kevin', 'mary'],
      hash: { kevin: { name: 'Kevin' }, mary: { name: 'Mary' } },
      count: 2,
    },
  });
});

test("only a person's first and last connection are news", async () => {
  const world = await startRealtime();
  const watcher = await joined(world, kevin);

  const tabs = [await joined(world, mary), await joined(world, mary)];
  await watcher.settled();
  expect(watcher.all('pusher_internal:member_added')).toHaveLength(1);
  expect(await dataOf(watcher, 'pusher_internal:member_added')).toEqual(mary);

  tabs[0]?.close();
  await tabs[0]?.closed;
  await watcher.settled();
  expect(watcher.all('pusher_internal:member_removed')).toEqual([]);

  tabs[1]?.send('pusher:unsubscribe', { channel: ROOM });
  expect(await dataOf(watcher, 'pusher_internal:member_removed')).toEqual({ user_id: 'mary' });
  await watcher.settled();
  expect(watcher.received).toEqual([]);
});

test('a second tab of the same person is no news to the first', async () => {
  const world = await startRealtime();
  const first = await joined(world, kevin);

  await joined(world, kevin);
  await first.settled();

  expect(first.received).toEqual([]);
});

test('the API lists people once and counts them', async () => {
  const world = await startRealtime();
  for (const member of [kevin, kevin, mary]) await joined(world, member);
  const get = async (path: string, params = {}) => (await world.sdk.get({ path, params })).json();

  expect(await get(`/channels/${ROOM}/users`)).toEqual({ users: [{ id: 'kevin' }, { id: 'mary' }] });
  expect(await get(`/channels/${ROOM}`, { info: 'user_count,subscription_count' })).toEqual({
    occupied: true,
    user_count: 2,
    subscription_count: 3,
  });
  expect(await get('/channels', { filter_by_prefix: 'presence-', info: 'user_count' })).toEqual({
    channels: { [ROOM]: { user_count: 2 } },
  });
});

test('user_count is a 400 where not every channel is a presence channel', async () => {
  const { sdk } = await startRealtime();

  for (const path of ['/channels', '/channels/team']) {
    await expect(sdk.get({ path, params: { info: 'user_count' } })).rejects.toMatchObject({ status: 400 });
  }
});

test('a room takes 100 people, the 101st not, and a further tab of one of them', async () => {
  const world = await startRealtime();
  const people = Array.from({ length: 100 }, (_, index) => ({
    user_id: `p${index}`,
    user_info: { name: '' },
  }));
  await Promise.all(people.map((person) => joined(world, person)));

  const late = await world.connect();
  late.send('pusher:subscribe', { channel: ROOM, ...world.sdk.authorizeChannel(late.socketId, ROOM, kevin) });
  expect((await late.next('pusher:error')).data).toMatchObject({
    message: expect.stringContaining('100 members'),
  });
  await joined(world, { user_id: 'p0', user_info: { name: '' } });
});

test.each([
  ['an id of 129 characters', { user_id: 'x'.repeat(129) }],
  ['an info of more than 1 kB', { user_id: 'kevin', user_info: { name: 'ü'.repeat(520) } }],
  ['no id', { user_info: { name: 'Kevin' } }],
])('a member with %s is refused', async (_what, member) => {
  const { connect, sdk } = await startRealtime();
  const client = await connect();

  // @ts-expect-error the SDK's types know that an id is needed
  const auth = sdk.authorizeChannel(client.socketId, ROOM, member);
  client.send('pusher:subscribe', { channel: ROOM, ...auth });

  await client.next('pusher:error');
  expect(client.received).toEqual([]);
});

test('who signed in needs no channel data', async () => {
  const { connect, join, sdk } = await startRealtime();
  const client = await connect();
  client.send(
    'pusher:signin',
    sdk.authenticateUser(client.socketId, { id: 'kevin', user_info: { name: 'K' } }),
  );
  await client.next('pusher:signin_success');

  const { data } = await join(client, ROOM);

  expect(JSON.parse(String(data)).presence.hash).toEqual({ kevin: { name: 'K' } });
});
