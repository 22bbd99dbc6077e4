import { expect, test } from 'vitest';
import { type Client, startRealtime, type World } from './support.ts';

const KEVINS_CHANNEL = '#server-to-user-kevin';

async function signedIn({ connect, sdk }: World, id: string): Promise<Client> {
  const client = await connect();
  client.send('pusher:signin', sdk.authenticateUser(client.socketId, { id }));
  expect((await client.next('pusher:signin_success')).data).toBe(
    JSON.stringify({ user_data: JSON.stringify({ id }) }),
  );
  return client;
}

test('what is sent to a person reaches all their signed-in tabs and nobody else', async () => {
  const world = await startRealtime();
  const tabs = [await signedIn(world, 'kevin'), await signedIn(world, 'kevin')];
  for (const tab of tabs) await tab.subscribe(KEVINS_CHANNEL);
  const mary = await signedIn(world, 'mary');
  mary.send('pusher:subscribe', { channel: KEVINS_CHANNEL });
  await mary.next('pusher:error');

  await world.sdk.sendToUser('kevin', 'hello', { n: 1 });
  await Promise.all([...tabs, mary].map((client) => client.settled()));

  const hello = { event: 'hello', channel: KEVINS_CHANNEL, data: '{"n":1}' };
  expect(tabs.map(({ received }) => received)).toEqual([[hello], [hello]]);
  expect(mary.received).toEqual([]);
});

test("a person's channel refuses who has not signed in, and no query shows it", async () => {
  const world = await startRealtime();
  const [kevin, stranger] = [await signedIn(world, 'kevin'), await world.connect()];
  await kevin.subscribe(KEVINS_CHANNEL);

  stranger.send('pusher:subscribe', { channel: KEVINS_CHANNEL });
  await stranger.next('pusher:error');

  const response = await world.sdk.get({ path: '/channels', params: {} });
  expect(await response.json()).toEqual({ channels: {} });
});

test.each([
  ['a forged signature', (_signed: string) => 'test-key:0000'],
  ['a signature of another key', (signed: string) => signed.replace('test-key', 'other-key')],
])('a sign-in with %s is closed with 4009', async (_what, forge) => {
  const { connect, sdk } = await startRealtime();
  const client = await connect();
  const { auth, ...rest } = sdk.authenticateUser(client.socketId, { id: 'kevin' });

  client.send('pusher:signin', { ...rest, auth: forge(auth) });
  client.send('pusher:subscribe', { channel: 'team' });

  expect(await client.closed).toMatchObject({ code: 4009 });
  expect(client.received).toEqual([]);
  const response = await sdk.get({ path: '/channels', params: {} });
  expect(await response.json()).toEqual({ channels: {} });
});

test('a connection cannot become somebody else', async () => {
  const world = await startRealtime();
  const client = await signedIn(world, 'kevin');

  client.send('pusher:signin', world.sdk.authenticateUser(client.socketId, { id: 'mary' }));

  await client.next('pusher:error');
});

test('terminating a person closes their signed-in sockets with 4009 and no others', async () => {
  const world = await startRealtime();
  const tabs = [await signedIn(world, 'kevin'), await signedIn(world, 'kevin')];
  const others = [await signedIn(world, 'mary'), await world.connect()];

  const response = await world.sdk.terminateUserConnections('kevin');

  expect(await response.json()).toEqual({});
  for (const tab of tabs) expect(await tab.closed).toMatchObject({ code: 4009 });
  for (const other of others) await other.settled();
  expect(world.realtime.counts.openConnections).toBe(2);
});
