import { expect, test } from 'vitest';
import { Faults } from '../../../local/faults/faults.ts';
import type { FaultPlan } from '../../../local/faults/plan.ts';
import { type Client, startRealtime } from '../realtime/support.ts';

const numbersOf = (client: Client) => client.all('news').map(({ data }) => JSON.parse(String(data)).n);

async function startTeam(listeners: number) {
  const faults = new Faults();
  const world = await startRealtime({ faults });
  const clients: Client[] = [];
  for (let number = 0; number < listeners; number++) {
    const client = await world.connect();
    await client.subscribe('team');
    clients.push(client);
  }
  const trigger = async (count: number) => {
    for (let n = 1; n <= count; n++) await world.sdk.trigger('team', 'news', { n });
  };
  const heard = async () => {
    await Promise.all(clients.map((client) => client.settled()));
    return clients.map(numbersOf);
  };
  return { ...world, faults, trigger, heard };
}

async function heardUnder(deliveries: FaultPlan['deliveries'], count = 4) {
  const team = await startTeam(1);
  team.faults.set({ seed: 1, deliveries });
  await team.trigger(count);
  return { ...team, now: (await team.heard())[0] };
}

test('what is dropped never comes, and counts as published but not as delivered', async () => {
  const { now, realtime, faults, heard } = await heardUnder({ drop: 1 });
  faults.clear();

  expect([now, await heard()]).toEqual([[], [[]]]);
  expect(realtime.counts).toMatchObject({ byEvent: { news: { published: 4, delivered: 0 } } });
});

test('what is doubled comes twice and counts twice', async () => {
  const { now, realtime } = await heardUnder({ duplicate: 1 });

  expect(now).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
  expect(realtime.counts.deliveries).toBe(8);
});

test('what is overtaken comes after the next one, or when the plan ends', async () => {
  const { now, faults, heard } = await heardUnder({ reorder: 1 }, 5);
  faults.clear();

  expect(now).toEqual([2, 1, 4, 3]);
  expect(await heard()).toEqual([[2, 1, 4, 3, 5]]);
});

test('what is late comes within its time, or when the plan ends', async () => {
  const { now, faults, heard } = await heardUnder({ delay: [60_000, 60_000] }, 2);
  faults.clear();
  await Promise.resolve();

  expect(now).toEqual([]);
  expect(await heard()).toEqual([[1, 2]]);
});

test('late events come by themselves', async () => {
  const team = await startTeam(1);
  team.faults.set({ deliveries: { delay: [300, 310] } });
  const start = performance.now();
  await team.trigger(1);

  await expect.poll(team.heard).toEqual([[1]]);
  expect(performance.now() - start).toBeGreaterThanOrEqual(300);
});

test('each receiver has luck of its own, and the seed repeats it', async () => {
  const run = async () => {
    const team = await startTeam(3);
    team.faults.set({ seed: 5, deliveries: { drop: 0.3, duplicate: 0.3, reorder: 0.3 } });
    await team.trigger(20);
    const before = await team.heard();
    team.faults.clear();
    return [before, await team.heard()];
  };
  const first = await run();
  const [one, two, three] = first[1] ?? [];

  expect(await run()).toEqual(first);
  expect(one).not.toEqual(two);
  expect(two).not.toEqual(three);
  expect(new Set(one).size).toBeLessThan(20);
  expect(one?.length).toBeGreaterThan(new Set(one).size);
});

test('answers of the protocol are not disturbed', async () => {
  const { connect, faults } = await startTeam(0);
  faults.set({ deliveries: { drop: 1 } });

  await (await connect()).subscribe('team');
});

test('an event for someone who has gone meanwhile hurts nobody and is not counted', async () => {
  const team = await startTeam(0);
  const client = await team.connect();
  await client.subscribe('team');
  team.faults.set({ deliveries: { delay: [60_000, 60_000], reorder: 0.5 } });
  await team.trigger(10);
  client.close();
  await client.closed;

  team.faults.clear();
  await Promise.resolve();

  expect(team.realtime.counts.deliveries).toBe(0);
});
