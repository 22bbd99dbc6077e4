import { expect, test, vi } from 'vitest';
import { startRealtime } from './support.ts';

test('a cache channel replays its last event, also when nobody was there', async () => {
  const { connect, sdk } = await startRealtime();
  await sdk.trigger('cache-news', 'news', { n: 1 });
  await sdk.trigger('cache-news', 'news', { n: 2 });
  const client = await connect();

  await client.subscribe('cache-news');
  await client.settled();

  expect(client.received).toEqual([{ event: 'news', channel: 'cache-news', data: '{"n":2}' }]);
});

test.each(['cache-news', 'private-cache-news'])('%s with nothing kept says cache_miss', async (channel) => {
  const { connect, join } = await startRealtime();
  const client = await connect();

  await join(client, channel);

  expect(await client.next('pusher:cache_miss')).toEqual({ event: 'pusher:cache_miss', channel });
});

test('an ordinary channel keeps nothing and misses nothing', async () => {
  const { connect, sdk } = await startRealtime();
  await sdk.trigger('news', 'news', {});
  const client = await connect();

  await client.subscribe('news');
  await client.settled();

  expect(client.received).toEqual([]);
});

test('what is kept is forgotten after half an hour', async () => {
  const { connect, sdk } = await startRealtime();
  await sdk.trigger('cache-news', 'news', {});
  const client = await connect();
  const later = Date.now() + 30 * 60_000 + 1;
  const clock = vi.spyOn(Date, 'now').mockReturnValue(later);

  await client.subscribe('cache-news');
  await client.next('pusher:cache_miss');
  clock.mockRestore();
});

test('the API tells what is kept and for how long', async () => {
  const { sdk } = await startRealtime();
  await sdk.trigger('cache-news', 'news', { n: 1 });

  const response = await sdk.get({ path: '/channels/cache-news', params: { info: 'cache' } });

  expect(await response.json()).toEqual({ occupied: false, cache: { data: '{"n":1}', ttl: 1_800 } });
});
