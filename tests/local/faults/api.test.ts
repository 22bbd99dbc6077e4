import { expect, test } from 'vitest';
import { Faults } from '../../../local/faults/faults.ts';
import { type Client, startRealtime, type World } from '../realtime/support.ts';

interface Disturbed extends World {
  faults: Faults;
  client: Client;
  /** What subscribers heard of `news` until now. */
  heard(): Promise<number>;
}

async function startDisturbed(): Promise<Disturbed> {
  const faults = new Faults();
  const world = await startRealtime({ faults });
  const client = await world.connect();
  await client.subscribe('team');
  const heard = async () => {
    await client.settled();
    return client.all('news').length;
  };
  return { ...world, faults, client, heard };
}

const news = ({ sdk }: World) => sdk.trigger('team', 'news', { n: 1 });

test.each([
  ['refused', { refuse: 1 }, 500],
  ['over quota', { quota: true }, 403],
])('a trigger that is %s publishes nothing', async (_how, api, status) => {
  const world = await startDisturbed();
  world.faults.set({ api });

  await expect(news(world)).rejects.toMatchObject({ status });
  expect(await world.heard()).toBe(0);
  expect(world.realtime.counts).toMatchObject({ publishedEvents: 0, refusedRequests: 1 });
});

test('quota and refusal are for queries too', async () => {
  const world = await startDisturbed();
  world.faults.set({ api: { quota: true } });

  await expect(world.sdk.get({ path: '/channels' })).rejects.toMatchObject({ status: 403 });
});

test('while the API is down every connection breaks', async () => {
  const world = await startDisturbed();
  world.faults.set({ api: { down: true } });

  await expect(news(world)).rejects.toMatchObject({ status: undefined });
  expect(await world.heard()).toBe(0);
});

test('an answer is lost after the event was published', async () => {
  const world = await startDisturbed();
  world.faults.set({ api: { loseAnswer: 1 } });

  await expect(news(world)).rejects.toMatchObject({ status: undefined });
  expect(await world.heard()).toBe(1);
});

test('a delayed trigger is published late', async () => {
  const world = await startDisturbed();
  world.faults.set({ api: { delay: [50, 60] } });
  const start = performance.now();

  await news(world);

  expect(performance.now() - start).toBeGreaterThanOrEqual(50);
  expect(await world.heard()).toBe(1);
});

test('a trigger with a wrong signature stays a 401', async () => {
  const { faults, port } = await startDisturbed();
  faults.set({ api: { quota: true } });

  const response = await fetch(`http://127.0.0.1:${port}/apps/7/events`, { method: 'POST', body: '{}' });
  expect(response.status).toBe(401);
});

test('afterwards all is as before', async () => {
  const world = await startDisturbed();
  world.faults.set({ api: { down: true, quota: true, refuse: 1, loseAnswer: 1 } });
  await expect(news(world)).rejects.toThrow();
  world.faults.clear();

  await news(world);
  expect(await world.heard()).toBe(1);
});
