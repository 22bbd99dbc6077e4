import { createConnection } from 'node:net';
import PusherClient from 'pusher-js';
import { expect, onTestFinished, test } from 'vitest';
import { Faults } from '../../../local/faults/faults.ts';
import { APP, startRealtime } from '../realtime/support.ts';

const kevin = { user_id: 'kevin', user_info: {} };
const mary = { user_id: 'mary', user_info: {} };
const DIAL = `/app/${APP.key}?protocol=7`;

async function start(options: { activityTimeout?: number; pongTimeout?: number } = {}) {
  const faults = new Faults();
  const world = await startRealtime({ faults, ...options });
  onTestFinished(() => faults.clear());
  return { ...world, faults };
}

/** The real browser client, which comes back as a page does. */
function openPage(port: number, patience: { activityTimeout?: number; pongTimeout?: number } = {}) {
  const page = new PusherClient(APP.key, {
    cluster: 'local',
    wsHost: '127.0.0.1',
    wsPort: port,
    forceTLS: false,
    enabledTransports: ['ws'],
    ...patience,
  });
  onTestFinished(() => page.disconnect());
  const heard: unknown[] = [];
  page.subscribe('team').bind('news', (data: unknown) => heard.push(data));
  const is = (state: string) =>
    new Promise<void>((resolve) => {
      if (page.connection.state === state) resolve();
      else page.connection.bind(state, resolve);
    });
  return { page, heard, is };
}

const isSubscribed = ({ page }: ReturnType<typeof openPage>) =>
  expect.poll(() => page.channel('team').subscribed, { timeout: 5_000 }).toBe(true);

test('cut breaks every open socket once, without a goodbye, and pages come back', async () => {
  const { faults, port, sdk, connect, realtime } = await start();
  const page = openPage(port);
  await isSubscribed(page);
  const client = await connect();

  faults.set({ sockets: { cut: true } });

  expect(await client.closed).toEqual({ code: 1006, reason: '' });
  await page.is('connecting');
  expect(faults.plan.sockets).toEqual({});
  await page.is('connected');
  await isSubscribed(page);
  await sdk.trigger('team', 'news', 1);
  await expect.poll(() => page.heard).toEqual([1]);
  expect(realtime.counts).toMatchObject({ connections: 3, openConnections: 1 });
});

test('while sockets are down none opens; afterwards pages come back by themselves', async () => {
  const { faults, port, dial, realtime } = await start();
  const page = openPage(port);
  await isSubscribed(page);

  faults.set({ sockets: { down: true } });
  await expect(dial(DIAL).closed).rejects.toThrow('socket hang up');
  expect(realtime.counts).toMatchObject({ connections: 1, openConnections: 0 });
  // the page tries after a second, and then only after 15 more
  faults.clear();

  await page.is('connecting');
  await page.is('connected');
  await isSubscribed(page);
});

test('over quota new sockets are closed with 4004, after which a page stays away, and open ones go on', async () => {
  const { faults, port, dial, connect } = await start();
  const client = await connect();
  faults.set({ sockets: { quota: true } });
  const { page, is } = openPage(port);
  const errors: unknown[] = [];
  page.connection.bind('error', (error: unknown) => errors.push(error));

  await is('disconnected');
  const data = { code: 4004, message: 'Application is over connection quota' };
  expect(errors).toEqual([{ type: 'WebSocketError', error: { type: 'PusherError', data } }]);
  expect(await dial(DIAL).closed).toMatchObject({ code: 4004 });
  await client.settled();
  faults.clear();
  page.connect();
  await is('connected');
});

test('a mute socket stays open and passes nothing either way; when it ends all passes, in order', async () => {
  const { faults, sdk, connect, realtime } = await start();
  const client = await connect();
  await client.subscribe('team');
  faults.set({ sockets: { mute: true } });

  await sdk.trigger('team', 'news', 1);
  client.send('pusher:subscribe', { channel: 'another' });
  await sdk.trigger('team', 'news', 2);
  // the API is on another road: its answer shows that the server had time to hear the socket
  const channels = await (await sdk.get({ path: '/channels' })).json();

  expect(channels).toEqual({ channels: { team: {} } });
  expect(client.received).toEqual([]);
  expect(realtime.counts.openConnections).toBe(1);
  faults.clear();
  await client.next('pusher_internal:subscription_succeeded');
  expect(client.all('news').map(({ data }) => data)).toEqual(['1', '2']);
});

test('a page finds out that its socket is mute, cannot open another one, and comes back afterwards', async () => {
  const { faults, port } = await start();
  const page = openPage(port, { activityTimeout: 200, pongTimeout: 200 });
  await isSubscribed(page);

  faults.set({ sockets: { mute: true } });
  await page.is('connecting');
  faults.clear();

  await page.is('connected');
  await isSubscribed(page);
});

test('a socket the server gave up while mute hears nothing of it, and breaks afterwards', async () => {
  const { faults, connect, realtime, sdk } = await start({ activityTimeout: 0.05, pongTimeout: 0.05 });
  const client = await connect();
  let isClosed = false;
  client.closed.finally(() => {
    isClosed = true;
  });
  faults.set({ sockets: { mute: true } });
  await expect.poll(() => realtime.counts.openConnections).toBe(0);
  await sdk.get({ path: '/channels' });

  expect(isClosed).toBe(false);
  faults.clear();
  expect(await client.closed).toMatchObject({ code: 1006 });
});

test('an upgrade of someone who stopped waiting is forgotten', async () => {
  const { faults, port, realtime, connect } = await start();
  faults.set({ sockets: { mute: true } });
  const socket = createConnection(port, '127.0.0.1');
  socket.write(`GET ${DIAL} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n`);
  socket.write('Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n');
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.resetAndDestroy();
  await new Promise((resolve) => socket.once('close', resolve));

  faults.clear();
  await connect();

  expect(realtime.counts.connections).toBe(1);
});

test('cut and mute together, and a cut of what is mute, end all sockets', async () => {
  const { faults, connect, realtime } = await start();
  const first = await connect();
  faults.set({ sockets: { cut: true, mute: true } });
  await first.closed;
  faults.clear();
  const second = await connect();
  faults.set({ sockets: { mute: true } });
  faults.set({ sockets: { mute: true, cut: true } });

  expect(await second.closed).toMatchObject({ code: 1006 });
  expect(realtime.counts.openConnections).toBe(0);
});

test.each([
  ['public', 'team'],
  ['private', 'private-team'],
  ['presence', 'presence-team'],
])('a subscription to a %s channel can stay without an answer', async (_kind, channel) => {
  const { faults, connect, sdk, join } = await start();
  const client = await connect();
  faults.set({ sockets: { refuseSubscriptions: 1 } });

  client.send('pusher:subscribe', { channel, ...sdk.authorizeChannel(client.socketId, channel, kevin) });
  await client.settled();

  expect(client.received).toEqual([]);
  faults.clear();
  // the client may ask again on the same connection
  await join(client, channel, kevin);
});

test('who breaks off is told as gone, a person with two tabs with the last one only', async () => {
  const { connect, join } = await start();
  const watcher = await connect();
  await join(watcher, 'presence-team', kevin);
  const tabs = [await connect(), await connect()];
  for (const tab of tabs) await join(tab, 'presence-team', mary);
  await watcher.settled();
  expect(watcher.all('pusher_internal:member_added')).toHaveLength(1);

  tabs[0]?.breakOff();
  await tabs[0]?.closed;
  await watcher.settled();
  expect(watcher.all('pusher_internal:member_removed')).toEqual([]);

  tabs[1]?.breakOff();
  expect((await watcher.next('pusher_internal:member_removed')).data).toBe('{"user_id":"mary"}');
});

test('after a cut of all, the room is empty and fills again', async () => {
  const { faults, connect, join, realtime } = await start();
  const clients = [await connect(), await connect(), await connect()];
  for (const [index, client] of clients.entries()) await join(client, 'presence-team', index ? mary : kevin);
  realtime.resetCounts();

  faults.set({ sockets: { cut: true } });
  await Promise.all(clients.map(({ closed }) => closed));
  const again = await connect();
  const { data } = await join(again, 'presence-team', mary);

  expect(JSON.parse(String(data)).presence.ids).toEqual(['mary']);
  expect(realtime.counts).toMatchObject({ openConnections: 1, deliveries: 0 });
});
