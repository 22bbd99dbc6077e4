import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MESSAGE_PAGE_SIZE } from '#lib/contracts/messages';
import { SyncResponse as Contract, SYNC_CHANGES_MAX, type SyncResponse } from '#lib/contracts/sync';
import { call, createWorld, type Person, send, type World } from '../support/world.ts';

let world: World;
let general: string;

beforeAll(async () => {
  world = await createWorld();
  general = world.channels.general;
});
afterAll(() => world.close());
beforeEach(() => world.stack.database.exec('delete from send_rates'));

async function sync(person: Person, cursors?: Record<string, number>): Promise<SyncResponse> {
  const response = await call('chat-sync', person, { body: cursors ? { cursors } : {} });
  expect(response.status).toBe(200);
  return Contract.parse(await response.json());
}
const channel = ({ channels }: SyncResponse, id: string) => channels.find((found) => found.id === id);
const cursorsOf = ({ channels }: SyncResponse) =>
  Object.fromEntries(channels.map(({ id, lastRev }) => [id, lastRev]));

test('the first sync brings the team, the latest window of each channel, and how to listen', async () => {
  const answer = await sync(world.mary);

  expect(answer.me).toEqual({
    id: world.mary.id,
    name: 'Mary',
    email: 'mary@example.com',
    image: null,
    isOwner: false,
  });
  expect(answer.users.map(({ name }) => name)).toContain('Kevin');
  expect(answer.channels.map(({ name }) => name)).toEqual(['general', 'random']);
  expect(channel(answer, general)).toMatchObject({ kind: 'public', reset: true, unread: 0, mentions: 0 });
  expect(channel(answer, general)?.messages.at(-1)?.seq).toBe(channel(answer, general)?.lastSeq);
  expect(answer.realtime).toMatchObject({ cluster: 'local', teamChannel: 'team-chat', forceTLS: false });
  expect(JSON.stringify(answer)).not.toContain(world.stack.settings.PUSHER_SECRET);
});

test('a member sees the private channel and who is in it, a stranger does not', async () => {
  const secret = world.channels['launch-budget'];
  const kevins = channel(await sync(world.kevin), secret);

  expect(kevins).toMatchObject({ kind: 'private', name: 'launch-budget' });
  expect(kevins?.memberIds).toContain(world.sofia.id);
  expect(JSON.stringify(await sync(world.mary, { [secret]: 1 }))).not.toContain(secret);
});

test('with its cursors a client hears of what changed since, and of nothing else', async () => {
  const cursors = cursorsOf(await sync(world.mary));
  expect((await sync(world.mary, cursors)).channels.flatMap(({ messages }) => messages)).toEqual([]);

  const sent = await (await send(world.kevin, { channelId: general, content: 'news' })).json();
  const edited = await world.stack.database.query<{ id: string }>(
    `with bumped as (update channels set last_rev = last_rev + 1 where id = $1 returning last_rev)
     update internal_messages set content = 'edited', edited_at = now(), rev = bumped.last_rev
     from bumped where channel_id = $1 and seq = 2 returning internal_messages.id`,
    [general],
  );
  const changes = channel(await sync(world.mary, cursors), general);

  expect(changes).toMatchObject({ reset: false, unread: 1, lastRev: (cursors[general] ?? 0) + 2 });
  expect(changes?.messages.map(({ id }) => id)).toEqual([edited.rows[0]?.id, sent.id]);
});

test('own messages and deleted ones are not unread', async () => {
  const before = channel(await sync(world.mary), general)?.unread ?? 0;
  await send(world.mary, { channelId: general, content: 'mine' });
  const gone = await (await send(world.kevin, { channelId: general, content: 'gone' })).json();
  expect(channel(await sync(world.mary), general)?.unread).toBe(before + 1);

  await world.stack.database.query('update internal_messages set deleted_at = now() where id = $1', [
    gone.id,
  ]);
  expect(channel(await sync(world.mary), general)?.unread).toBe(before);
});

test('too many changes, or a cursor from the future, reset the window', async () => {
  const random = world.channels.random;
  const { lastRev = 0, lastSeq = 0 } = channel(await sync(world.mary), random) ?? {};
  await world.stack.database.query(
    `insert into internal_messages (id, channel_id, seq, rev, sender_id, content)
     select gen_random_uuid(), $1, $2::int + n, $3::int + n, $4, 'flood ' || n from generate_series(1, $5::int) n`,
    [random, lastSeq, lastRev, world.kevin.id, SYNC_CHANGES_MAX + 1],
  );
  await world.stack.database.query(
    'update channels set last_seq = last_seq + $2::int, last_rev = last_rev + $2::int where id = $1',
    [random, SYNC_CHANGES_MAX + 1],
  );

  const within = channel(await sync(world.mary, { [random]: lastRev + 1 }), random);
  expect([within?.reset, within?.messages.length]).toEqual([false, SYNC_CHANGES_MAX]);
  for (const cursor of [lastRev, 2_000_000_000]) {
    const changes = channel(await sync(world.mary, { [random]: cursor }), random);
    expect([changes?.reset, changes?.messages.length]).toEqual([true, MESSAGE_PAGE_SIZE]);
    expect(changes?.messages.at(-1)?.seq).toBe(changes?.lastSeq);
  }
});

test('a sync tells how far the caller is, and how far the furthest of the others', async () => {
  const marks = async (person: Person, delivered: number, read: number) =>
    world.stack.database.query(
      'update members set last_delivered_seq = $3, last_read_seq = $4 where user_id = $1 and channel_id = $2',
      [person.id, general, delivered, read],
    );
  await world.stack.database.query(
    'update members set last_delivered_seq = 0, last_read_seq = 0 where channel_id = $1',
    [general],
  );
  await marks(world.mary, 9, 8);
  await marks(world.kevin, 7, 2);
  await marks(world.sofia, 5, 4);

  // the furthest with the messages and the furthest in reading need not be the same person, and are never the caller
  expect(channel(await sync(world.mary), general)).toMatchObject({
    lastDeliveredSeq: 9,
    lastReadSeq: 8,
    othersDeliveredSeq: 7,
    othersReadSeq: 4,
  });
  expect(channel(await sync(world.kevin), general)).toMatchObject({
    lastDeliveredSeq: 7,
    lastReadSeq: 2,
    othersDeliveredSeq: 9,
    othersReadSeq: 8,
  });
});

test('who is alone in a channel has no others', async () => {
  const { rows } = await world.stack.database.query<{ id: string }>(
    `with made as (insert into channels (kind, name, name_key) values ('private', 'diary', 'diary') returning id)
     insert into members (channel_id, user_id, last_delivered_seq) select id, $1, 3 from made returning channel_id as id`,
    [world.mary.id],
  );
  const diary = rows[0]?.id ?? '';
  expect(channel(await sync(world.mary), diary)).toMatchObject({
    lastDeliveredSeq: 3,
    othersDeliveredSeq: 0,
    othersReadSeq: 0,
  });
  await world.stack.database.query('delete from channels where id = $1', [diary]);
});

test('a sync is one SQL request, however many channels', async () => {
  const before = world.stack.sql.counts.requests;
  await sync(world.kevin);
  expect(world.stack.sql.counts.requests - before).toBe(1);
});

test('a cursor of __proto__ is no channel, and nobody inherits it', async () => {
  const response = await call('chat-sync', world.mary, {
    body: `{"cursors":{"__proto__":{"${general}":1},"${general}":1}}`,
  });
  const answer = Contract.parse(await response.json());

  expect(channel(answer, general)?.reset).toBe(false);
  expect(channel(answer, world.channels.random)?.reset).toBe(true);
  expect(({} as Record<string, unknown>)[general]).toBeUndefined();
});

test.each<[string, unknown, string]>([
  ['a cursor below zero', { cursors: { [uuidv7()]: -1 } }, 'cursors'],
  ['a cursor that is no number', { cursors: { [uuidv7()]: 'x' } }, 'cursors'],
  ['a channel id that is none', { cursors: { general: 1 } }, 'cursors'],
  ['a cursor of constructor', { cursors: { constructor: 1 } }, 'cursors'],
  ['a prototype beside the cursors', `{"__proto__":{"cursors":{}}}`, '__proto__'],
  ['an unknown field', { since: 4 }, 'since'],
  [
    '10,000 cursors',
    { cursors: Object.fromEntries(Array.from({ length: 10_000 }, () => [uuidv7(), 1])) },
    'cursors',
  ],
])('%s is refused', async (_what, body, path) => {
  const response = await call('chat-sync', world.mary, { body });

  expect(response.status).toBe(400);
  expect((await response.json()).error.issues[0].path).toMatch(new RegExp(`^${path}`));
});
