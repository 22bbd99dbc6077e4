import { expect, test } from 'vitest';
import { APP, startRealtime } from './support.ts';

const GOOD = `/app/${APP.key}?protocol=7&version=8.6.0`;

test.each([
  ['an unknown key', '/app/nobody?protocol=7', 4001],
  ['a path below the key', `/app/${APP.key}/more?protocol=7`, 4005],
  ['no key', '/app/?protocol=7', 4005],
  ['a version that is none', `/app/${APP.key}?protocol=7&version=latest`, 4006],
  ['an old protocol', `/app/${APP.key}?protocol=4`, 4007],
  ['a protocol that is none', `/app/${APP.key}?protocol=seven`, 4007],
  ['no protocol', `/app/${APP.key}`, 4008],
])('%s is accepted and then closed with its code', async (_what, path, code) => {
  const { dial, realtime } = await startRealtime();
  const client = dial(path);

  expect(await client.closed).toMatchObject({ code });
  expect(client.received).toEqual([]);
  expect(realtime.counts.connections).toBe(0);
});

test('a path that is not ours is left to the caller', async () => {
  const { dial } = await startRealtime();

  // the caller here destroys the socket, as a server without hot reload would
  await expect(dial('/hot-reload').closed).rejects.toThrow('socket hang up');
});

test('a server that owns the port closes any other path with 4005', async () => {
  const { dial } = await startRealtime({ ownsAllPaths: true });

  for (const path of ['/hot-reload', '/', '//']) {
    expect(await dial(path).closed).toMatchObject({ code: 4005 });
  }
});

test('the greeting carries an id that can be signed and the activity timeout, in a string', async () => {
  const { dial } = await startRealtime({ activityTimeout: 33 });

  const { data } = await dial(GOOD).next('pusher:connection_established');

  expect(data).toBeTypeOf('string');
  expect(JSON.parse(String(data))).toEqual({
    socket_id: expect.stringMatching(/^\d+\.\d+$/),
    activity_timeout: 33,
  });
});

test('a client that answers no ping is closed with 4201 and leaves its channels at once', async () => {
  const { dial, realtime, sdk } = await startRealtime({ activityTimeout: 0.05, pongTimeout: 0.05 });
  const client = dial(GOOD);
  await client.next('pusher:connection_established');
  await client.subscribe('team');

  await client.next('pusher:ping');

  expect(await client.closed).toMatchObject({ code: 4201 });
  expect(realtime.counts.openConnections).toBe(0);
  const response = await sdk.get({ path: '/channels/team', params: {} });
  expect(await response.json()).toEqual({ occupied: false });
});

test('a client that answers pings stays', async () => {
  const { dial, realtime } = await startRealtime({ activityTimeout: 0.05, pongTimeout: 0.1 });
  const client = dial(GOOD);

  for (let pings = 0; pings < 4; pings += 1) {
    await client.next('pusher:ping');
    client.send('pusher:pong', {});
  }

  expect(realtime.counts.openConnections).toBe(1);
});

test('a server that stops closes with 1001, which clients come back from', async () => {
  const { connect, realtime } = await startRealtime();
  const clients = [await connect(), await connect()];

  await realtime.close();

  for (const client of clients) expect(await client.closed).toMatchObject({ code: 1001 });
});

test('a mistake is told to the client, which stays connected', async () => {
  const { connect } = await startRealtime();
  const client = await connect();

  client.sendText('not JSON');
  expect((await client.next('pusher:error')).data).toMatchObject({ code: null });
  client.send('pusher:nonsense', {});
  expect((await client.next('pusher:error')).data).toMatchObject({ code: null });
  await client.settled();
});
