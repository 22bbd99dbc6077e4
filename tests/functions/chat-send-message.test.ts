import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { SEND_LIMIT } from '#lib/limits';
import {
  createWorld,
  eventually,
  type Listener,
  listen,
  type Person,
  send,
  type World,
} from '../support/world.ts';

let world: World;
let mary: Listener;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  await world.stack.database.exec('delete from send_rates');
  mary = await listen(world, world.mary);
});
afterEach(() => mary.stop());

const hello = (more: Record<string, unknown> = {}) => ({
  id: uuidv7(),
  channelId: world.channels.general,
  content: 'hello',
  ...more,
});

async function countOf(sql: string, ...values: unknown[]): Promise<number> {
  const { rows } = await world.stack.database.query<{ count: number }>(`select count(*)::int ${sql}`, values);
  return rows[0]?.count ?? -1;
}
const rowsWithId = (id: string) => countOf('from internal_messages where id = $1', id);
const allRows = () => countOf('from internal_messages');
const lastSeq = async (channelId: string) =>
  (
    await world.stack.database.query<{ last_seq: number }>('select last_seq from channels where id = $1', [
      channelId,
    ])
  ).rows[0]?.last_seq;

async function answerOf(person: Person, body: Record<string, unknown>) {
  const response = await send(person, body);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

test('a message is stored, answered in full and heard once by another member', async () => {
  const message = hello();
  const { status, body } = await answerOf(world.kevin, message);

  expect(status).toBe(200);
  expect(body).toEqual({
    ...message,
    seq: expect.any(Number),
    rev: expect.any(Number),
    senderId: world.kevin.id,
    senderName: 'Kevin',
    senderEmail: 'kevin@example.com',
    senderImage: null,
    replyTo: null,
    replyCount: 0,
    attachments: [],
    mentions: [],
    mentionsAll: false,
    reactions: [],
    preview: null,
    createdAt: expect.any(String),
    editedAt: null,
    deletedAt: null,
  });
  expect(Math.abs(Date.now() - Date.parse(body.createdAt))).toBeLessThan(5_000);
  expect(await rowsWithId(message.id)).toBe(1);
  await eventually(() => expect(mary.events).toHaveLength(1));
  expect(mary.events[0]).toEqual({
    channel: 'team-chat',
    name: 'new-message',
    data: { channelId: message.channelId, message: body },
  });
});

test('one send is one SQL request and one trigger', async () => {
  const { sql, realtime } = world.stack;
  await send(world.kevin, hello());
  const before = {
    sql: sql.counts.requests,
    statements: sql.counts.statements,
    triggers: realtime.counts.triggerRequests,
  };

  await send(world.kevin, hello());

  expect(sql.counts.requests - before.sql).toBe(1);
  expect(sql.counts.statements - before.statements).toBe(1);
  expect(realtime.counts.triggerRequests - before.triggers).toBe(1);
});

test('a retry after a lost answer gives the stored message and tells nobody twice', async () => {
  const message = hello();
  const first = await answerOf(world.kevin, message);
  const seq = await lastSeq(message.channelId);
  const second = await answerOf(world.kevin, message);

  expect(second.status).toBe(200);
  expect(second.body).toEqual(first.body);
  expect(await rowsWithId(message.id)).toBe(1);
  expect(await lastSeq(message.channelId)).toBe(seq);
  await send(world.kevin, hello({ content: 'next' }));
  await eventually(() => expect(mary.events).toHaveLength(2));
});

test.each([
  ['edited', "content = 'another', edited_at = now()"],
  ['deleted', "content = '', deleted_at = now()"],
])('a retry of a message that was %s meanwhile gives it as it is now', async (_what, change) => {
  const message = hello();
  await answerOf(world.kevin, message);
  await world.stack.database.query(`update internal_messages set ${change} where id = $1`, [message.id]);

  const again = await answerOf(world.kevin, message);
  expect(again.status).toBe(200);
  expect(again.body.id).toBe(message.id);
  expect(again.body.content).not.toBe(message.content);
});

test('who was removed from a private channel learns nothing of it by a retry', async () => {
  const { database } = world.stack;
  const channelId = world.channels['launch-budget'];
  const message = hello({ channelId });
  await answerOf(world.kevin, message);
  const members = 'members where user_id = $1 and channel_id = $2';
  const kevins = [world.kevin.id, channelId];
  const { rows } = await database.query(`delete from ${members} returning *`, kevins);
  const again = await answerOf(world.kevin, message);
  await database.query('insert into members select * from json_populate_recordset(null::members, $1)', [
    JSON.stringify(rows),
  ]);

  expect(again.status).toBe(404);
});

test('the same message sent twenty times at once is one row and one event', async () => {
  const message = hello();
  const answers = await Promise.all(Array.from({ length: 20 }, () => answerOf(world.kevin, message)));

  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(await rowsWithId(message.id)).toBe(1);
  await send(world.kevin, hello({ content: 'next' }));
  await eventually(() => expect(mary.events).toHaveLength(2));
});

test('messages sent at the same time get seqs without a hole, and rev with them', async () => {
  const before = (await lastSeq(world.channels.general)) ?? 0;
  const senders = Array.from({ length: 24 }, (_, index) => (index % 2 ? world.kevin : world.sofia));
  const answers = await Promise.all(senders.map((person) => answerOf(person, hello())));

  const seqs = answers.map(({ body }) => body.seq).sort((a, b) => a - b);
  expect(seqs).toEqual(Array.from({ length: 24 }, (_, index) => before + 1 + index));
  expect(answers.every(({ body }) => body.rev === body.seq)).toBe(true);
});

test('a reply carries its parent', async () => {
  const parent = await answerOf(world.mary, hello({ content: 'Shall   we\nmeet?' }));
  const { body } = await answerOf(world.kevin, hello({ replyToId: parent.body.id }));

  expect(body.replyTo).toEqual({
    id: parent.body.id,
    senderName: 'Mary',
    excerpt: 'Shall we meet?',
    deleted: false,
  });
});

test('the text of a deleted parent is not in the reply', async () => {
  const parent = await answerOf(world.mary, hello({ content: 'a secret' }));
  await world.stack.database.query('update internal_messages set deleted_at = now() where id = $1', [
    parent.body.id,
  ]);
  const { body } = await answerOf(world.kevin, hello({ replyToId: parent.body.id }));

  expect(body.replyTo).toEqual({ id: parent.body.id, senderName: 'Mary', excerpt: '', deleted: true });
});

test('a message of a private channel reaches its members alone, each on their own channel', async () => {
  const sofia = await listen(world, world.sofia);
  const { body } = await answerOf(world.kevin, hello({ channelId: world.channels['launch-budget'] }));
  await send(world.kevin, hello({ content: 'for everyone' }));

  await eventually(() => expect(sofia.events).toHaveLength(2));
  expect(sofia.events[0]).toMatchObject({
    channel: `private-user-${world.sofia.id}`,
    data: { message: body },
  });
  await eventually(() => expect(mary.events).toHaveLength(1));
  expect(mary.events[0]).toMatchObject({ data: { message: { content: 'for everyone' } } });
  sofia.stop();
});

test('a message that does not fit into an event is announced by its id', async () => {
  const message = hello({ content: '👩‍👩‍👧‍👦'.repeat(1_000) });
  const { status, body } = await answerOf(world.kevin, message);

  expect(status).toBe(200);
  expect(body.content).toBe(message.content);
  await eventually(() => expect(mary.events).toHaveLength(1));
  expect(mary.events[0]?.data).toEqual({
    channelId: message.channelId,
    messageId: message.id,
    rev: body.rev,
  });
});

test('the server makes the id when the client does not', async () => {
  const { status, body } = await answerOf(world.kevin, hello({ id: undefined }));

  expect(status).toBe(200);
  expect(await rowsWithId(body.id)).toBe(1);
});

test('a person may send 30 messages in 10 s, also all at once; others are not affected', async () => {
  const answers = await Promise.all(
    Array.from({ length: SEND_LIMIT + 5 }, () => answerOf(world.kevin, hello())),
  );
  const refused = answers.filter(({ status }) => status === 429);

  expect(answers.filter(({ status }) => status === 200)).toHaveLength(SEND_LIMIT);
  expect(refused).toHaveLength(5);
  expect(refused[0]?.body.error.code).toBe('rate_limited');
  const wait = Number(refused[0]?.headers.get('retry-after'));
  expect(wait).toBeGreaterThanOrEqual(1);
  expect(wait).toBeLessThanOrEqual(10);
  expect((await answerOf(world.sofia, hello())).status).toBe(200);
});

test('a retry is answered with its message also when the limit is reached', async () => {
  const message = hello();
  const first = await answerOf(world.kevin, message);
  await Promise.all(Array.from({ length: SEND_LIMIT }, () => send(world.kevin, hello())));

  expect((await answerOf(world.kevin, hello())).status).toBe(429);
  const second = await answerOf(world.kevin, message);
  expect([second.status, second.body]).toEqual([200, first.body]);
});

test('the window of the limit slides: the oldest message makes room after 10 s', async () => {
  await Promise.all(Array.from({ length: SEND_LIMIT }, () => send(world.kevin, hello())));
  await world.stack.database.exec(`update send_rates set sent_at[1] = now() - interval '10 seconds'`);

  expect((await answerOf(world.kevin, hello())).status).toBe(200);
  expect((await answerOf(world.kevin, hello())).status).toBe(429);
});

test('a refused message takes no place in the limit', async () => {
  await send(world.kevin, hello({ replyToId: uuidv7() }));
  await send(world.kevin, hello({ channelId: uuidv7() }));

  expect(await countOf('from send_rates')).toBe(0);
});

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

test.each<[string, () => Record<string, unknown> | string, number, string, string?]>([
  ['not JSON', () => 'hello', 400, 'invalid', ''],
  ['no object', () => '[]', 400, 'invalid', ''],
  ['no fields', () => ({}), 400, 'invalid', 'channelId'],
  ['a wrong type', () => hello({ content: 5 }), 400, 'invalid', 'content'],
  ['an unknown field', () => hello({ colour: 'red' }), 400, 'invalid', 'colour'],
  ['no content', () => hello({ content: '' }), 400, 'invalid', 'content'],
  ['white space', () => hello({ content: ' \n\t\u200b\u2800 ' }), 400, 'invalid', 'content'],
  ['too long a content', () => hello({ content: 'x'.repeat(10_001) }), 400, 'invalid', 'content'],
  ['a pile of accents', () => hello({ content: `a${'\u0301'.repeat(33)}` }), 400, 'invalid', 'content'],
  [
    'one letter with too many accents',
    () => hello({ content: `a${'\u0301'.repeat(200_000)}` }),
    400,
    'invalid',
    'content',
  ],
  ['a NUL', () => hello({ content: 'a\0b' }), 400, 'invalid', 'content'],
  ['half a surrogate pair', () => hello({ content: 'a\ud800' }), 400, 'invalid', 'content'],
  ['an id that is none', () => hello({ id: '7' }), 400, 'invalid', 'id'],
  ['a channel id that is none', () => hello({ channelId: 'general' }), 400, 'invalid', 'channelId'],
  ['an unknown channel', () => hello({ channelId: uuidv7() }), 404, 'not_found'],
  ['an unknown parent', () => hello({ replyToId: uuidv7() }), 400, 'invalid', 'replyToId'],
  ['attachments', () => hello({ attachmentIds: [uuidv7()] }), 400, 'invalid', 'attachmentIds'],
  ['a foreign senderId', () => hello({ senderId: world.mary.id }), 403, 'forbidden'],
  ['two megabytes', () => hello({ content: 'x'.repeat(2_000_000) }), 413, 'too_large'],
])('%s is refused and nothing happens', async (_what, body, status, code, path) => {
  const rows = await allRows();
  const given = body();
  const response = await (await import('../support/world.ts')).call('chat-send-message', world.kevin, {
    body: given,
  });
  const { error } = await response.json();

  expect(response.status, shortened(JSON.stringify(error))).toBe(status);
  expect(error).toMatchObject({ code, message: expect.any(String) });
  if (path !== undefined) expect(error.issues[0].path).toBe(path);
  expect(await allRows()).toBe(rows);
});

test('a channel the sender is not in is unknown when private, and forbidden when public', async () => {
  const { database } = world.stack;
  const secret = await answerOf(world.mary, hello({ channelId: world.channels['launch-budget'] }));
  const unknown = await answerOf(world.mary, hello({ channelId: uuidv7() }));
  await database.query('delete from members where user_id = $1 and channel_id = $2', [
    world.mary.id,
    world.channels.random,
  ]);
  const left = await answerOf(world.mary, hello({ channelId: world.channels.random }));

  expect(secret.status).toBe(404);
  expect(secret.body).toEqual(unknown.body);
  expect(left.status).toBe(403);
});

test('a parent of another channel is refused like an unknown one', async () => {
  const parent = await answerOf(world.kevin, hello({ channelId: world.channels['launch-budget'] }));
  const foreign = await answerOf(world.mary, hello({ replyToId: parent.body.id }));
  const unknown = await answerOf(world.mary, hello({ replyToId: uuidv7() }));

  expect(foreign.status).toBe(400);
  expect(foreign.body).toEqual(unknown.body);
});

test.each([
  ['by somebody else', () => world.mary, {}],
  ['with another text', () => world.kevin, { content: 'something else' }],
])('an id that was used %s is a conflict', async (_how, person, change) => {
  const message = hello();
  await send(world.kevin, message);
  const { status, body } = await answerOf(person(), { ...message, ...change });

  expect(status).toBe(409);
  expect(body.error.issues).toEqual([{ path: 'id', message: 'Already used' }]);
  expect(await rowsWithId(message.id)).toBe(1);
});
