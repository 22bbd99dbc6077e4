import { expect, test } from 'vitest';
import { startRealtime } from './support.ts';

const kevin = { user_id: 'kevin', user_info: {} };
const mary = { user_id: 'mary', user_info: {} };

test('every publication and every delivery is counted under its event', async () => {
  const { connect, join, sdk, realtime } = await startRealtime();
  const [first, second] = [await connect(), await connect()];
  await join(first, 'presence-team', kevin);
  await join(second, 'presence-team', mary);
  await first.subscribe('team');

  await sdk.trigger(['presence-team', 'team', 'nobody'], 'new-message', { n: 1 });
  await sdk.triggerBatch([{ channel: 'team', name: 'receipt', data: {} }]);
  first.send('client-typing', {}, 'presence-team');
  await second.next('client-typing');
  second.close();
  await first.next('pusher_internal:member_removed');

  const { byEvent, publishedEvents, clientEvents, deliveries } = realtime.counts;
  expect(byEvent).toEqual({
    'new-message': { published: 3, delivered: 3 },
    receipt: { published: 1, delivered: 1 },
    'client-typing': { published: 1, delivered: 1 },
    'pusher_internal:member_added': { published: 0, delivered: 1 },
    'pusher_internal:member_removed': { published: 0, delivered: 1 },
  });
  const all = Object.values(byEvent);
  expect(all.reduce((sum, { published }) => sum + published, 0)).toBe(publishedEvents + clientEvents);
  expect(all.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(deliveries);
});

test('what a cache channel replays is a delivery of that event', async () => {
  const { connect, sdk, realtime } = await startRealtime();
  await sdk.trigger('cache-team', 'news', {});

  const client = await connect();
  await client.subscribe('cache-team');
  await client.next('news');

  expect(realtime.counts.byEvent).toEqual({ news: { published: 1, delivered: 1 } });
});

test('an event may have the name of a property', async () => {
  const { sdk, realtime } = await startRealtime();
  for (const name of ['__proto__', 'constructor']) await sdk.trigger('team', name, {});

  const counted = Object.entries(realtime.counts.byEvent);
  expect(counted).toEqual([
    ['__proto__', { published: 1, delivered: 0 }],
    ['constructor', { published: 1, delivered: 0 }],
  ]);
  expect({}).not.toHaveProperty('published');
});

test('counts that were read do not change; a reset begins anew but for who is connected', async () => {
  const { connect, sdk, realtime } = await startRealtime();
  await connect();
  await sdk.trigger('team', 'news', {});
  const before = realtime.counts;
  await sdk.trigger('team', 'news', {});
  expect(before.byEvent).toEqual({ news: { published: 1, delivered: 0 } });

  realtime.resetCounts();

  expect(realtime.counts).toEqual({
    openConnections: 1,
    connections: 0,
    triggerRequests: 0,
    publishedEvents: 0,
    clientEvents: 0,
    deliveries: 0,
    refusedRequests: 0,
    webhooks: 0,
    byEvent: {},
  });
});
