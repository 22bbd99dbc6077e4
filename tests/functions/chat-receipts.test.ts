import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ReceiptList, type Watermarks } from '#lib/contracts/receipts';
import { expectErrors } from '../support/quiet.ts';
import {
  call,
  createWorld,
  eventually,
  type Listener,
  listen,
  type Person,
  signIn,
  type World,
} from '../support/world.ts';

let world: World;
let general: string;
let random: string;

beforeAll(async () => {
  world = await createWorld();
  ({ general, random } = world.channels);
});
afterAll(() => world.close());

const query = (sql: string, ...values: unknown[]) => world.stack.database.query(sql, values);

/** Ten messages in each public channel, odd ones by Kevin, even ones by Sofía, that nobody has. */
beforeEach(async () => {
  await query('delete from internal_messages');
  await query(
    `insert into internal_messages (id, channel_id, seq, rev, sender_id, content)
     select gen_random_uuid(), c.id, n, n, case n % 2 when 1 then $1::uuid else $2::uuid end, 'message ' || n
     from channels c, generate_series(1, 10) n where c.kind = 'public'`,
    world.kevin.id,
    world.sofia.id,
  );
  await query('update channels set last_seq = 10, last_rev = 10');
  await query('update members set last_delivered_seq = 0, last_read_seq = 0');
});

const report = (person: Person, body: unknown) => call('chat-receipts', person, { body });

async function reported(person: Person, body: unknown): Promise<Watermarks[]> {
  const response = await report(person, body);
  expect(response.status, await response.clone().text()).toBe(200);
  return ReceiptList.parse(await response.json()).receipts;
}

const stored = async (person: Person, channelId = general) => {
  const { rows } = await query(
    'select last_delivered_seq, last_read_seq from members where user_id = $1 and channel_id = $2',
    person.id,
    channelId,
  );
  return Object.values(rows[0] as object);
};

const triggers = () => world.stack.realtime.counts.triggerRequests;

test('a report raises the watermarks and answers with them', async () => {
  const answer = await reported(world.mary, { channelId: general, deliveredSeq: 7, readSeq: 4 });

  expect(answer).toEqual([{ channelId: general, userId: world.mary.id, deliveredSeq: 7, readSeq: 4 }]);
  expect(await stored(world.mary)).toEqual([7, 4]);
});

test('what is read is delivered', async () => {
  await reported(world.mary, { channelId: general, readSeq: 6 });
  expect(await stored(world.mary)).toEqual([6, 6]);
});

test('a lower one is ignored, and the answer says how things are', async () => {
  await reported(world.mary, { channelId: general, readSeq: 6 });
  const answer = await reported(world.mary, { channelId: general, deliveredSeq: 2, readSeq: 3 });

  expect(answer).toMatchObject([{ deliveredSeq: 6, readSeq: 6 }]);
});

test('nobody has read what was not written', async () => {
  const answer = await reported(world.mary, { channelId: general, deliveredSeq: 2_147_483_647, readSeq: 11 });
  expect(answer).toMatchObject([{ deliveredSeq: 10, readSeq: 10 }]);
});

test('marking as unread moves what is read back, never forward, and leaves what is delivered', async () => {
  await reported(world.mary, { channelId: general, readSeq: 6 });
  await reported(world.mary, { channelId: general, unreadFrom: 4 });
  expect(await stored(world.mary)).toEqual([6, 3]);

  await reported(world.mary, { channelId: general, unreadFrom: 9 });
  expect(await stored(world.mary)).toEqual([6, 3]);
});

test('read up to a message and unread from a later one are one report: the watermark is exactly there', async () => {
  await reported(world.mary, { channelId: general, readSeq: 2 });
  const before = triggers();
  await reported(world.mary, { channelId: general, readSeq: 7, unreadFrom: 8 });
  expect(await stored(world.mary)).toEqual([7, 7]);
  expect(triggers() - before).toBe(1);

  await reported(world.mary, { channelId: general, readSeq: 3, unreadFrom: 4 });
  expect(await stored(world.mary)).toEqual([7, 3]);
});

test('several channels are one report; the same one twice counts as its highest', async () => {
  const answer = await reported(world.mary, {
    receipts: [
      { channelId: general, deliveredSeq: 9 },
      { channelId: random, readSeq: 2 },
      { channelId: general, deliveredSeq: 5, readSeq: 5 },
    ],
  });

  expect(answer).toHaveLength(2);
  expect(await stored(world.mary)).toEqual([9, 5]);
  expect(await stored(world.mary, random)).toEqual([2, 2]);
});

test('a page of somebody else reports nothing', async () => {
  const response = await report(world.mary, {
    userId: world.kevin.id,
    receipts: [{ channelId: general, readSeq: 6 }],
  });
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ error: { issues: [{ path: 'userId' }] } });
  expect(await stored(world.mary)).toEqual([0, 0]);
});

test('a report touches nobody else', async () => {
  await reported(world.mary, { channelId: general, readSeq: 6 });
  expect(await stored(world.kevin)).toEqual([0, 0]);
  expect(await stored(world.mary, random)).toEqual([0, 0]);
});

test('a report is one SQL request and one trigger, which only the authors and the reader hear', async () => {
  const [kevin, sofia, mary, bystander] = await Promise.all([
    listen(world, world.kevin),
    listen(world, world.sofia),
    listen(world, world.mary),
    listen(world, await signIn('Tom')),
  ]);
  const { sql } = world.stack;
  const before = { sql: sql.counts.requests, statements: sql.counts.statements, triggers: triggers() };
  const [watermarks] = await reported(world.mary, { channelId: general, deliveredSeq: 4, readSeq: 2 });

  expect(sql.counts.requests - before.sql).toBe(1);
  expect(sql.counts.statements - before.statements).toBe(1);
  expect(triggers() - before.triggers).toBe(1);
  for (const [person, listener] of [
    [world.kevin, kevin],
    [world.sofia, sofia],
    [world.mary, mary],
  ] as const) {
    await eventually(() => expect(listener.events).toHaveLength(1));
    expect(listener.events[0]).toEqual({
      channel: `private-user-${person.id}`,
      name: 'receipt',
      data: watermarks,
    });
  }
  expect(bystander.events).toEqual([]);
  for (const listener of [kevin, sofia, mary, bystander]) listener.stop();
});

test('the second reader of a message is no news to its author', async () => {
  await reported(world.mary, { channelId: general, readSeq: 10 });
  const tom = await signIn('Tom');
  expect(await authorsWhoHear({ deliveredSeq: 10 }, tom)).toEqual([]);
  expect(await authorsWhoHear({ readSeq: 10 }, tom)).toEqual([]);
});

test('having read is news after having got it, also that it is unread again; saying any of it twice is none', async () => {
  const steps: number[] = [];
  for (const body of [
    { deliveredSeq: 3 },
    { readSeq: 3 },
    { readSeq: 3 },
    { deliveredSeq: 2 },
    { unreadFrom: 1 },
    { unreadFrom: 1 },
  ]) {
    const before = triggers();
    await reported(world.mary, { channelId: general, ...body });
    steps.push(triggers() - before);
  }
  expect(steps).toEqual([1, 1, 0, 0, 1, 0]);
});

/** Which authors hear of a report, Mary's unless somebody else is given, seen on everybody's own channel. */
async function authorsWhoHear(body: object, reader = world.mary): Promise<string[]> {
  const people = [world.kevin, world.sofia];
  const listeners = await Promise.all(people.map((person) => listen(world, person)));
  await reported(reader, { channelId: general, ...body });
  await settled(listeners);
  const names = people.filter((_, index) => listeners[index]?.events.some(({ name }) => name === 'receipt'));
  for (const listener of listeners) listener.stop();
  return names.map(({ name }) => name);
}

/** Events keep their order on a socket: once this one is there, what was triggered before it is too. */
async function settled(listeners: Listener[]): Promise<void> {
  await query('delete from send_rates');
  await call('chat-send-message', world.mary, {
    body: { id: uuidv7(), channelId: random, content: 'and now' },
  });
  for (const { events } of listeners)
    await eventually(() => expect(events.some(({ name }) => name === 'new-message')).toBe(true));
}

test('an author hears only what changes the state of a message of theirs', async () => {
  // Kevin has Sofía's up to 2, Sofía has Kevin's up to 3: seq 4 is new to Sofía, 3 not to Kevin
  await query(
    'update members set last_delivered_seq = case user_id when $1 then 2 when $2 then 3 else 0 end where channel_id = $3',
    world.kevin.id,
    world.sofia.id,
    general,
  );
  expect(await authorsWhoHear({ deliveredSeq: 4 })).toEqual(['Sofía']);
});

test('the author being furthest does not hide the first of the others', async () => {
  await query(
    'update members set last_delivered_seq = 10, last_read_seq = 10 where user_id = $1',
    world.kevin.id,
  );
  // Kevin has everything himself: that says nothing of his messages, and all of Sofía's
  expect(await authorsWhoHear({ readSeq: 10 })).toEqual(['Kevin']);
});

test('the first to read is news also when everybody has got the message already', async () => {
  await query('update members set last_delivered_seq = 10');
  expect(await authorsWhoHear({ readSeq: 10 })).toEqual(['Kevin', 'Sofía']);
});

test('nobody hears of a deleted message, of an own one, or in a channel they have left', async () => {
  await query('update internal_messages set deleted_at = now() where sender_id = $1', world.kevin.id);
  expect(await authorsWhoHear({ deliveredSeq: 10 })).toEqual(['Sofía']);

  await query('delete from members where user_id = $1 and channel_id = $2', world.sofia.id, general);
  expect(await authorsWhoHear({ readSeq: 10 })).toEqual([]);
  await query('insert into members (user_id, channel_id) values ($1, $2)', world.sofia.id, general);

  await query('update internal_messages set deleted_at = null, sender_id = $1', world.mary.id);
  await query('update members set last_delivered_seq = 0, last_read_seq = 0');
  expect(await authorsWhoHear({ readSeq: 10 })).toEqual([]);
});

test('twenty reports at once end at the highest', async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => {
      const seq = ((Math.floor(index / 2) * 7) % 10) + 1;
      const [one, other] = index % 2 ? [general, random] : [random, general];
      return reported(world.mary, {
        receipts: [
          { channelId: one, deliveredSeq: seq },
          { channelId: other, readSeq: seq },
        ],
      });
    }),
  );
  expect(await stored(world.mary)).toEqual([10, 10]);
  expect(await stored(world.mary, random)).toEqual([10, 10]);
});

const seq = fc.integer({ min: 0, max: 14 });
const receipt = fc.oneof(
  fc.record({ deliveredSeq: seq }),
  fc.record({ readSeq: seq }),
  fc.record({ deliveredSeq: seq, readSeq: seq }),
  fc.record({ unreadFrom: fc.integer({ min: 1, max: 14 }) }),
  fc.record({ readSeq: fc.integer({ min: 0, max: 6 }), unreadFrom: fc.integer({ min: 7, max: 14 }) }),
);
type Given = { deliveredSeq?: number; readSeq?: number; unreadFrom?: number };

/** The rule of the watermarks, in a channel of ten messages. */
function after({ delivered, read }: { delivered: number; read: number }, given: Given) {
  const { deliveredSeq = 0, readSeq = 0, unreadFrom = Infinity } = given;
  const highest = Math.max(read, Math.min(readSeq, 10));
  return {
    delivered: Math.max(delivered, Math.min(Math.max(deliveredSeq, readSeq), 10)),
    read: Math.min(highest, unreadFrom - 1),
  };
}

test('whatever is reported, the watermarks follow the rule and only unreadFrom moves one back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(receipt, { minLength: 1, maxLength: 8 }), async (sequence: Given[]) => {
      await query('update members set last_delivered_seq = 0, last_read_seq = 0');
      let expected = { delivered: 0, read: 0 };
      for (const given of sequence) {
        const before = expected;
        expected = after(expected, given);
        const [marks] = await reported(world.mary, { channelId: general, ...given });
        expect({ delivered: marks?.deliveredSeq, read: marks?.readSeq }).toEqual(expected);
        expect(marks?.deliveredSeq).toBeGreaterThanOrEqual(before.delivered);
        if (given.unreadFrom === undefined) expect(marks?.readSeq).toBeGreaterThanOrEqual(before.read);
      }
      expect(await stored(world.mary)).toEqual([expected.delivered, expected.read]);
    }),
    { numRuns: 60 },
  );
});

test('a foreign channel is unknown, a public one must be joined first, and in a batch both are passed over', async () => {
  const secret = world.channels['launch-budget'];
  const unknown = await report(world.mary, { channelId: uuidv7(), readSeq: 1 });
  const foreign = await report(world.mary, { channelId: secret, readSeq: 1 });
  expect([unknown.status, foreign.status]).toEqual([404, 404]);
  expect(await foreign.json()).toEqual(await unknown.json());

  await query('delete from members where user_id = $1 and channel_id = $2', world.mary.id, random);
  const left = await report(world.mary, { channelId: random, readSeq: 1 });
  expect(left.status).toBe(403);
  expect((await left.json()).error.message).toMatch(/^Join the channel/);

  const receipts = [secret, uuidv7(), random, general].map((channelId) => ({ channelId, readSeq: 1 }));
  expect(await reported(world.mary, { receipts })).toMatchObject([{ channelId: general }]);
  await query('insert into members (user_id, channel_id) values ($1, $2)', world.mary.id, random);
});

test('the report counts when Pusher refuses the event', async () => {
  expectErrors(/📡 Receipt not triggered for channel .*: Pusher answered 403/);
  world.stack.faults.set({ api: { quota: true } });
  const answer = await reported(world.mary, { channelId: general, readSeq: 6 });
  world.stack.faults.clear();

  expect(answer).toMatchObject([{ readSeq: 6 }]);
  expect(await stored(world.mary)).toEqual([6, 6]);
});

test('a list says how far each member is, also those who have nothing yet', async () => {
  await reported(world.mary, { channelId: general, deliveredSeq: 7, readSeq: 4 });
  const response = await call('chat-receipts', world.kevin, { query: { channelId: general } });
  const { receipts } = ReceiptList.parse(await response.json());

  expect(receipts).toHaveLength(7);
  expect(receipts).toContainEqual({ channelId: general, userId: world.mary.id, deliveredSeq: 7, readSeq: 4 });
  expect(receipts).toContainEqual({
    channelId: general,
    userId: world.sofia.id,
    deliveredSeq: 0,
    readSeq: 0,
  });
});

test('a public channel without a member has an empty list', async () => {
  const { rows } = await query(
    "insert into channels (kind, name, name_key) values ('public', 'empty', 'empty') returning id",
  );
  const { id } = rows[0] as { id: string };
  const response = await call('chat-receipts', world.mary, { query: { channelId: id } });

  expect(await response.json()).toEqual({ receipts: [] });
  await query('delete from channels where id = $1', id);
});

test.each<[string, unknown, string]>([
  ['an empty report', {}, 'channelId'],
  ['a report that says nothing', { channelId: uuidv7() }, 'deliveredSeq'],
  [
    'read and unread at once, the same message',
    { channelId: uuidv7(), readSeq: 2, unreadFrom: 2 },
    'deliveredSeq',
  ],
  ['read and unread at once', { channelId: uuidv7(), readSeq: 3, unreadFrom: 2 }, 'deliveredSeq'],
  ['a seq below zero', { channelId: uuidv7(), readSeq: -1 }, 'readSeq'],
  ['a seq that no database has', { channelId: uuidv7(), deliveredSeq: 2 ** 31 }, 'deliveredSeq'],
  ['half a seq', { channelId: uuidv7(), readSeq: 1.5 }, 'readSeq'],
  ['unread from nothing', { channelId: uuidv7(), unreadFrom: 0 }, 'unreadFrom'],
  ['a channel id that is none', { channelId: 'general', readSeq: 1 }, 'channelId'],
  ["somebody else's receipt", { channelId: uuidv7(), readSeq: 1, userId: uuidv7() }, 'userId'],
  ['no receipts', { receipts: [] }, 'receipts'],
  ['101 receipts', { receipts: Array(101).fill({ channelId: uuidv7(), readSeq: 1 }) }, 'receipts'],
  ['a receipt among others', { receipts: [{ channelId: uuidv7(), readSeq: 'x' }] }, 'receipts.0.readSeq'],
  ['a field beside the receipts', { receipts: [{ channelId: uuidv7(), readSeq: 1 }], x: 1 }, 'x'],
  ['null', null, ''],
  ['a list', [], ''],
])('%s is refused', async (_what, body, path) => {
  const response = await report(world.mary, body);

  expect(response.status).toBe(400);
  expect((await response.json()).error.issues[0].path).toBe(path);
});
