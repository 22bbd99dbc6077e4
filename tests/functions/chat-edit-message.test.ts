import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EditConflict } from '#lib/contracts/changes';
import { SEND_LIMIT } from '#lib/limits';
import { call, createWorld, eventually, listen, type Person, send, type World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

beforeEach(() => world.stack.database.exec('delete from send_rates'));

async function sent(content = 'hello', by: Person = world.kevin, channelId = world.channels.general) {
  const response = await send(by, { channelId, content });
  expect(response.status).toBe(200);
  return response.json();
}

async function edit(by: Person, body: Record<string, unknown>) {
  const response = await call('chat-edit-message', by, { body });
  return { status: response.status, body: await response.json() };
}

const versionsOf = async (by: Person, id: string) => {
  const response = await call('chat-message-versions', by, { query: { id } });
  return { status: response.status, body: await response.json() };
};

test('an edit is stored, answered in full, and heard by another member as a change', async () => {
  const message = await sent('helo');
  const mary = await listen(world, world.mary);

  const { status, body } = await edit(world.kevin, { id: message.id, content: 'hello', rev: message.rev });

  expect(status).toBe(200);
  expect(body).toEqual({ ...message, content: 'hello', rev: message.rev + 1, editedAt: expect.any(String) });
  await eventually(() => expect(mary.events).toHaveLength(1));
  expect(mary.events[0]).toEqual({
    channel: 'team-chat',
    name: 'message-changed',
    data: { channelId: message.channelId, message: body },
  });
  mary.stop();
});

test('an edit is one SQL request and one trigger', async () => {
  const { sql, realtime } = world.stack;
  const message = await sent();
  const before = { sql: sql.counts.requests, triggers: realtime.counts.triggerRequests };

  await edit(world.kevin, { id: message.id, content: 'hello again', rev: message.rev });

  expect(sql.counts.requests - before.sql).toBe(1);
  expect(realtime.counts.triggerRequests - before.triggers).toBe(1);
});

test('a text that does not fit into an event is told by its id', async () => {
  const message = await sent();
  const mary = await listen(world, world.mary);
  const content = 'x'.repeat(9_999);

  const { body } = await edit(world.kevin, { id: message.id, content, rev: message.rev });

  await eventually(() => expect(mary.events).toHaveLength(1));
  expect(mary.events[0]).toMatchObject({
    name: 'message-changed',
    data: { channelId: message.channelId, messageId: message.id, rev: body.rev },
  });
  mary.stop();
});

test('the versions before are kept, and whoever may read the message sees them, newest first', async () => {
  const message = await sent('one');
  const second = await edit(world.kevin, { id: message.id, content: 'two', rev: message.rev });
  const third = await edit(world.kevin, { id: message.id, content: 'three', rev: second.body.rev });

  const { status, body } = await versionsOf(world.mary, message.id);

  expect(status).toBe(200);
  expect(body.versions).toEqual([
    { content: 'three', writtenAt: third.body.editedAt },
    { content: 'two', writtenAt: second.body.editedAt },
    { content: 'one', writtenAt: message.createdAt },
  ]);
});

test('of two edits that begin from the same text one is a conflict, which says what the message is now', async () => {
  const { id, rev, channelId } = await sent('first');
  const answers = await Promise.all([
    edit(world.kevin, { id, content: 'from the laptop', rev }),
    edit(world.kevin, { id, content: 'from the phone', rev }),
  ]);

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const taken = answers.find(({ status }) => status === 200)?.body;
  const refused = answers.find(({ status }) => status === 409)?.body;
  expect(EditConflict.parse(refused)).toMatchObject({ error: { code: 'conflict' }, current: taken });
  const { rows } = await world.stack.database.query<{ last_rev: number }>(
    'select last_rev from channels where id = $1',
    [channelId],
  );
  expect(rows[0]?.last_rev).toBe(taken.rev);
});

test('delete beats edit, whichever came first', async () => {
  const { id, rev } = await sent('soon gone');
  const [edited, deleted] = await Promise.all([
    edit(world.kevin, { id, content: 'not so fast', rev }),
    call('chat-delete-message', world.kevin, { body: { id } }),
  ]);
  expect(deleted.status).toBe(200);
  expect([200, 409]).toContain(edited.status);

  const late = await edit(world.kevin, { id, content: 'too late', rev: rev + 1 });
  expect(late.status).toBe(409);
  expect(late.body.current).toMatchObject({ id, content: '', deletedAt: expect.any(String) });
  expect(JSON.stringify(late.body)).not.toMatch(/soon gone|not so fast/);
  expect((await versionsOf(world.kevin, id)).status).toBe(404);
});

test('a retry after a lost answer is the same edit, not a conflict with itself', async () => {
  const { id, rev } = await sent('a');
  const mary = await listen(world, world.mary);
  const first = await edit(world.kevin, { id, content: 'b', rev });
  const second = await edit(world.kevin, { id, content: 'b', rev });

  expect(second).toEqual(first);
  expect((await versionsOf(world.kevin, id)).body.versions).toHaveLength(2);
  await sent('what is told last is heard last');
  await eventually(() => expect(mary.events.at(-1)?.name).toBe('new-message'));
  expect(mary.events).toHaveLength(2);
  mary.stop();
});

test('whom a text calls is read anew with each edit', async () => {
  const { id, rev, mentions } = await sent(`ask <@${world.sofia.id}>`);
  expect(mentions).toEqual([world.sofia.id]);
  const named = await edit(world.kevin, { id, rev, content: `ask <@${world.mary.id}>, not <@${uuidv7()}>` });
  expect(named.body).toMatchObject({ mentions: [world.mary.id], mentionsAll: false });
  const all = await edit(world.kevin, { id, rev: named.body.rev, content: '<!channel> ask anybody' });
  expect(all.body).toMatchObject({ mentions: [], mentionsAll: true });
});

test('a preview stays with its link and goes with it', async () => {
  const { id, rev } = await sent('see https://a.example/page');
  await world.stack.database.query(
    `insert into link_previews (message_id, url, title) values ($1, 'https://a.example/page', 'A page')`,
    [id],
  );
  const kept = await edit(world.kevin, { id, rev, content: 'please see https://a.example/page' });
  expect(kept.body.preview).toMatchObject({ title: 'A page' });
  const gone = await edit(world.kevin, { id, rev: kept.body.rev, content: 'see https://b.example/' });
  expect(gone.body.preview).toBeNull();
});

test('nobody edits the words of another, the owner of the team neither', async () => {
  const { id, rev, content } = await sent('mine', world.mary);
  const { status, body } = await edit(world.kevin, { id, content: 'yours', rev });

  expect(status).toBe(403);
  expect(body.error.code).toBe('forbidden');
  expect((await versionsOf(world.kevin, id)).body.versions).toMatchObject([{ content }]);
});

test('an archived channel stays as it is', async () => {
  const change = async (body: object) => (await call('chat-channels', world.kevin, { body })).json();
  const { id: channelId } = await change({ action: 'create', kind: 'public', name: 'old-plans' });
  const { id, rev } = await sent('for good', world.kevin, channelId);
  await change({ action: 'archive', channelId });

  const edited = await edit(world.kevin, { id, content: 'or not', rev });
  const deleted = await call('chat-delete-message', world.kevin, { body: { id } });
  const reacted = await call('chat-react', world.kevin, { body: { messageId: id, emoji: '👍', on: true } });

  expect([edited.status, deleted.status, reacted.status]).toEqual([403, 403, 403]);
});

test('edits count towards what one person may say at once', async () => {
  let { id, rev } = await sent('0');
  for (let count = 1; count < SEND_LIMIT; count += 1) {
    ({ rev } = (await edit(world.kevin, { id, content: String(count), rev })).body);
  }
  const { status, body } = await edit(world.kevin, { id, content: 'one too many', rev });

  expect(status).toBe(429);
  expect(body.error.message).toMatch(/wait \d+ s/);
});

test.each([
  ['an empty text', { content: ' ' }, 'content'],
  ['a text that is too long', { content: 'x'.repeat(10_001) }, 'content'],
  ['no rev', { rev: undefined }, 'rev'],
  ['a rev that is none', { rev: 0 }, 'rev'],
  ['an id that is none', { id: 'x' }, 'id'],
  ['an unknown field', { senderId: uuidv7() }, 'senderId'],
])('%s is refused, naming the field', async (_what, fields, path) => {
  const { id, rev } = await sent();
  const { status, body } = await edit(world.kevin, { id, content: 'changed', rev, ...fields });

  expect(status).toBe(400);
  expect(body.error.issues).toMatchObject([{ path }]);
});

test('a message that is nowhere is not found', async () => {
  expect((await edit(world.kevin, { id: uuidv7(), content: 'x', rev: 1 })).status).toBe(404);
});
