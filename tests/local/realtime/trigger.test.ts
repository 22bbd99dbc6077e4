import { expect, test } from 'vitest';
import { startRealtime } from './support.ts';

const event = { name: 'hello', channels: ['team'], data: '{}' };
const names = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);

test('data may have 10,240 bytes, counted as bytes, and not one more', async () => {
  const { post, connect, realtime } = await startRealtime();
  const client = await connect();
  await client.subscribe('team');
  const fits = 'ü'.repeat(5_120);

  expect((await post('/events', { ...event, data: fits })).status).toBe(200);
  expect((await post('/events', { ...event, data: `${fits}x` })).status).toBe(413);
  await client.settled();

  expect(client.received).toEqual([{ event: 'hello', channel: 'team', data: fits }]);
  expect(realtime.counts).toMatchObject({ triggerRequests: 1, refusedRequests: 1 });
});

test('a body beyond all limits is a 413 before it is read to the end', async () => {
  const { post, sdk } = await startRealtime();

  const answer = await post('/events', { ...event, data: 'x'.repeat(2_000_000) }).catch(() => 'cut off');

  if (answer instanceof Response) expect(answer.status).toBe(413);
  expect((await sdk.trigger('team', 'hello', {})).status).toBe(200);
});

test.each([
  ['100 channels', { channels: names(100) }, 200],
  ['101 channels', { channels: names(101) }, 400],
  ['no channel', { channels: [] }, 400],
  ['a name of 200 characters', { name: 'x'.repeat(200) }, 200],
  ['a name of 201 characters', { name: 'x'.repeat(201) }, 400],
  ['no name', { name: '' }, 400],
  ['a channel of 164 characters', { channels: ['x'.repeat(164)] }, 200],
  ['a channel of 165 characters', { channels: ['x'.repeat(165)] }, 400],
  ['a channel with a slash', { channels: ['a/b'] }, 400],
  ['data that is no string', { data: { n: 1 } }, 400],
  ['a socket id that is none', { socket_id: 'mine' }, 400],
  ['an attribute that is none', { info: 'weather' }, 400],
])('%s in a trigger: %s', async (_what, change, status) => {
  const { post, realtime } = await startRealtime();

  expect((await post('/events', { ...event, ...change })).status).toBe(status);
  expect(realtime.counts.triggerRequests).toBe(status === 200 ? 1 : 0);
});

test('a body that is no JSON is a 400', async () => {
  const { post } = await startRealtime();

  expect((await post('/events', 'text')).status).toBe(400);
});

test('a batch is up to ten events, each with its own channel, and counts as one request', async () => {
  const { connect, post, realtime } = await startRealtime();
  const client = await connect();
  await client.subscribe('c0');
  await client.subscribe('c9');
  const batch = names(10).map((channel) => ({ channel, name: 'hello', data: channel }));

  expect(await (await post('/batch_events', { batch })).json()).toEqual({});
  await client.settled();

  expect(client.received.map(({ data }) => data)).toEqual(['c0', 'c9']);
  expect(realtime.counts).toMatchObject({ triggerRequests: 1, publishedEvents: 10, deliveries: 2 });
});

test.each([
  ['eleven events', 11, 'x', 400],
  ['one event that is too large', 10, 'x'.repeat(10_241), 413],
])('a batch with %s publishes nothing', async (_what, size, lastData, status) => {
  const { post, realtime } = await startRealtime();
  const batch = names(size).map((channel) => ({ channel, name: 'hello', data: 'x' }));
  batch[size - 1] = { channel: 'last', name: 'hello', data: lastData };

  expect((await post('/batch_events', { batch })).status).toBe(status);
  expect(realtime.counts.publishedEvents).toBe(0);
});

test('info is answered for a trigger and for a batch', async () => {
  const { connect, join, post, sdk } = await startRealtime();
  const client = await connect();
  await join(client, 'presence-room', { user_id: 'kevin' });
  const info = 'user_count,subscription_count';

  const triggered = await sdk.trigger(['presence-room', 'team'], 'hello', {}, { info });
  const batched = await post('/batch_events', {
    batch: [
      { channel: 'presence-room', name: 'hello', data: '{}', info },
      { channel: 'team', name: 'hello', data: '{}' },
    ],
  });

  expect(await triggered.json()).toEqual({
    channels: {
      'presence-room': { user_count: 1, subscription_count: 1 },
      team: { subscription_count: 0 },
    },
  });
  expect(await batched.json()).toEqual({ batch: [{ user_count: 1, subscription_count: 1 }, {}] });
});
