import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { expectErrors } from '../support/quiet.ts';
import { call, createWorld, eventually, type Listener, listen, send, type World } from '../support/world.ts';

let world: World;
let mary: Listener;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  await world.stack.database.exec('delete from send_rates');
  mary = await listen(world, world.mary);
  world.stack.realtime.resetCounts();
});
afterEach(() => {
  world.stack.faults.clear();
  mary.stop();
});

const hello = () => ({ id: uuidv7(), channelId: world.channels.general, content: 'between us' });

async function isStored(id: string): Promise<boolean> {
  const { rows } = await world.stack.database.query('select id from internal_messages where id = $1', [id]);
  return rows.length === 1;
}

async function idsHeard(): Promise<unknown[]> {
  // what was told before this has arrived with it
  await send(world.sofia, { ...hello(), content: 'the last one' });
  const ids = () => mary.events.map(({ data }) => (data as { message: { id: string } }).message.id);
  await eventually(() =>
    expect(mary.events.at(-1)?.data).toMatchObject({ message: { content: 'the last one' } }),
  );
  return ids().slice(0, -1);
}

/** How often the function turned to Pusher. */
function countTriggers(): () => number {
  const disturbed = vi.spyOn(world.stack.faults, 'delay');
  return () => disturbed.mock.calls.length;
}

test('Pusher refuses: one retry, the message is kept and its sender told', async () => {
  expectErrors(/Pusher event not triggered for channel .*: Pusher answered 500/);
  world.stack.faults.set({ api: { refuse: 1 } });
  const message = hello();
  const response = await send(world.kevin, message);

  expect([response.status, response.headers.get('x-realtime')]).toEqual([200, 'deferred']);
  expect(await response.json()).toMatchObject({ id: message.id, content: message.content });
  expect(await isStored(message.id)).toBe(true);
  expect(world.stack.realtime.counts).toMatchObject({ refusedRequests: 2, publishedEvents: 0 });
  world.stack.faults.clear();
  expect(await idsHeard()).toEqual([]);
});

test('Pusher refuses once: the retry is enough', async () => {
  // with this seed the first of two is refused
  world.stack.faults.set({ seed: 8, api: { refuse: 0.5 } });
  const message = hello();
  const response = await send(world.kevin, message);
  world.stack.faults.clear();

  expect([response.status, response.headers.get('x-realtime')]).toEqual([200, null]);
  expect(world.stack.realtime.counts).toMatchObject({ refusedRequests: 1, publishedEvents: 1 });
  expect(await idsHeard()).toEqual([message.id]);
});

test('Pusher is silent: 3 s and one retry, then the sender is told', async () => {
  expectErrors(/Pusher event not triggered for channel .*: Pusher could not be reached/);
  const triggers = countTriggers();
  world.stack.faults.set({ api: { delay: [60_000, 60_000] } });
  const message = hello();
  const start = performance.now();
  const response = await send(world.kevin, message);
  const took = performance.now() - start;

  expect([response.status, response.headers.get('x-realtime')]).toEqual([200, 'deferred']);
  expect(took).toBeGreaterThan(5_900);
  expect(took).toBeLessThan(7_000);
  expect(triggers()).toBe(2);
  expect(await isStored(message.id)).toBe(true);
});

test('Pusher is not there: one retry, then the sender is told', async () => {
  expectErrors(/Pusher event not triggered for channel .*: Pusher could not be reached/);
  const triggers = countTriggers();
  world.stack.faults.set({ api: { down: true } });
  const message = hello();
  const response = await send(world.kevin, message);

  expect([response.status, response.headers.get('x-realtime')]).toEqual([200, 'deferred']);
  expect(triggers()).toBe(2);
  expect(await isStored(message.id)).toBe(true);
});

test("Pusher's quota is spent: there is no second try", async () => {
  expectErrors(/Pusher event not triggered for channel .*: Pusher answered 403/);
  world.stack.faults.set({ api: { quota: true } });
  const message = hello();
  const response = await send(world.kevin, message);

  expect([response.status, response.headers.get('x-realtime')]).toEqual([200, 'deferred']);
  expect(world.stack.realtime.counts.refusedRequests).toBe(1);
  expect(await isStored(message.id)).toBe(true);
});

test("Pusher's answer is lost: the retry tells the event again, which pages know by the message's id", async () => {
  expectErrors(/Pusher event not triggered for channel/);
  world.stack.faults.set({ api: { loseAnswer: 1 } });
  const message = hello();
  const response = await send(world.kevin, message);
  world.stack.faults.clear();

  expect([response.status, response.headers.get('x-realtime')]).toEqual([200, 'deferred']);
  expect(world.stack.realtime.counts.byEvent['new-message']?.published).toBe(2);
  // the same id twice: nothing else could tell a page that this is one message, and not two of the same words
  expect(await idsHeard()).toEqual([message.id, message.id]);
  expect(mary.events[0]).toEqual(mary.events[1]);
});

test.each([
  ['refuses', { refuse: 1 }],
  ['breaks the connection', { drop: 1 }],
])('the database %s: 503, nothing is stored and nobody told', async (_how, sql) => {
  expectErrors(/💥/);
  world.stack.faults.set({ sql });
  const message = hello();
  const response = await send(world.kevin, message);
  const text = await response.text();

  expect(response.status).toBe(503);
  expect(JSON.parse(text).error).toEqual({
    code: 'unavailable',
    message: 'The database cannot be reached right now',
  });
  const logged = vi.mocked(console.error).mock.calls.join('\n');
  expect(logged).toContain('💥');
  expect(`${logged}${text}`).not.toMatch(/between us|insert into|postgresql:/);
  expect(await isStored(message.id)).toBe(false);
  expect(world.stack.realtime.counts.publishedEvents).toBe(0);
  expect((await call('chat-sync', world.kevin, { body: {} })).status).toBe(503);
});

test("the database's answer is lost: 503 although it is stored, and the retry gives the stored message", async () => {
  expectErrors(/💥/);
  world.stack.faults.set({ sql: { loseAnswer: 1 } });
  const message = hello();
  const lost = await send(world.kevin, message);
  world.stack.faults.clear();

  expect(lost.status).toBe(503);
  expect(await isStored(message.id)).toBe(true);
  const retry = await send(world.kevin, message);
  expect(retry.status).toBe(200);
  expect(await retry.json()).toMatchObject({ ...message, senderId: world.kevin.id });
  // a retry tells nobody: others learn of the message by the gap that the next event shows, or by a sync
  expect(await idsHeard()).toEqual([]);
});
