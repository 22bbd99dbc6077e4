import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, createWorld, eventually, listen, type Person, send, type World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

beforeEach(() => world.stack.database.exec('delete from send_rates'));

async function sent(by: Person, body: Record<string, unknown> = {}) {
  const response = await send(by, { channelId: world.channels.general, content: 'a secret', ...body });
  return response.json();
}

async function remove(by: Person, id: string) {
  const response = await call('chat-delete-message', by, { body: { id } });
  return { status: response.status, body: await response.json() };
}

async function countOf(table: string, messageId: string): Promise<number> {
  const { rows } = await world.stack.database.query<{ count: number }>(
    `select count(*)::int from ${table} where message_id = $1`,
    [messageId],
  );
  return rows[0]?.count ?? -1;
}

test('a tombstone is left, and nothing of what was in it', async () => {
  const message = await sent(world.kevin);
  const edited = await call('chat-edit-message', world.kevin, {
    body: { id: message.id, content: 'another secret', rev: message.rev },
  });
  expect(edited.status).toBe(200);
  await call('chat-react', world.mary, { body: { messageId: message.id, emoji: '🎉', on: true } });
  const { database } = world.stack;
  await database.query(
    `insert into link_previews (message_id, url, title) values ($1, 'https://a.example', 'A')`,
    [message.id],
  );
  await database.query(
    `insert into attachments (id, uploader_id, message_id, name, mime_type, size, finished_at)
     values ($1, $2, $3, 'secret.txt', 'text/plain', 1, now())`,
    [uuidv7(), world.kevin.id, message.id],
  );
  const mary = await listen(world, world.mary);

  const { status, body } = await remove(world.kevin, message.id);

  expect(status).toBe(200);
  expect(body).toMatchObject({ id: message.id, seq: message.seq, rev: message.rev + 3 });
  expect(body).toMatchObject({ content: '', reactions: [], attachments: [], preview: null, mentions: [] });
  expect(body.deletedAt).toEqual(expect.any(String));
  await eventually(() => expect(mary.events).toHaveLength(1));
  expect(mary.events[0]).toMatchObject({ name: 'message-changed', data: { message: body } });
  mary.stop();
  for (const table of ['message_versions', 'reactions', 'link_previews']) {
    expect(await countOf(table, message.id)).toBe(0);
  }
  // by this row their bytes are found and removed
  expect(await countOf('attachments', message.id)).toBe(1);
  const page = await call('chat-messages', world.mary, {
    query: { channelId: message.channelId, messageId: message.id },
  });
  expect(await page.text()).not.toMatch(/secret/);
});

test('twice is once', async () => {
  const message = await sent(world.kevin);
  const first = await remove(world.kevin, message.id);
  const mary = await listen(world, world.mary);
  const second = await remove(world.kevin, message.id);

  expect(second).toEqual(first);
  await sent(world.kevin);
  await eventually(() => expect(mary.events.map(({ name }) => name)).toEqual(['new-message']));
  mary.stop();
});

test('the owner of the team may delete what others wrote, nobody else may', async () => {
  const { id } = await sent(world.mary);

  const refused = await remove(world.sofia, id);
  expect(refused.status).toBe(403);
  expect(refused.body.error.message).toBe('Only who wrote a message, or owns the team, may delete it');
  const { status, body } = await remove(world.kevin, id);
  expect(status).toBe(200);
  expect(body).toMatchObject({ senderName: 'Mary', content: '' });
});

test('an answer shows its parent as deleted, in what is told, read and caught up with', async () => {
  const parent = await sent(world.kevin);
  const reply = await sent(world.mary, { content: 'I know', replyToId: parent.id });
  expect(reply.replyTo.excerpt).toBe('a secret');
  await remove(world.kevin, parent.id);

  const gone = { id: parent.id, senderName: 'Kevin', excerpt: '', deleted: true };
  const { channelId } = parent;
  const page = await call('chat-messages', world.mary, { query: { channelId, messageId: reply.id } });
  const read = (await page.json()).messages.find(({ id }: { id: string }) => id === reply.id);
  expect(read.replyTo).toEqual(gone);
  const sync = await call('chat-sync', world.mary, { body: { cursors: { [channelId]: reply.rev - 1 } } });
  expect(await sync.text()).not.toContain('"excerpt":"a secret"');
  const late = await sent(world.mary, { content: 'still', replyToId: parent.id });
  expect(late.replyTo).toEqual(gone);
});

test('the answers to a message are listed for who may read it, without deleted ones, and counted', async () => {
  const parent = await sent(world.kevin, { content: 'Who comes?' });
  const answers = [];
  for (const content of ['me', 'me too', 'not me']) {
    answers.push(await sent(world.mary, { content, replyToId: parent.id }));
  }
  await remove(world.mary, answers[1].id);

  const list = async (query: Record<string, string>) => {
    const response = await call('chat-replies', world.sofia, { query });
    const { messages, hasAfter } = await response.json();
    return { texts: messages.map(({ content }: { content: string }) => content), hasAfter };
  };
  expect(await list({ messageId: parent.id })).toEqual({ texts: ['me', 'not me'], hasAfter: false });
  expect(await list({ messageId: parent.id, after: String(answers[0].seq) })).toEqual({
    texts: ['not me'],
    hasAfter: false,
  });
  const { channelId } = parent;
  const page = await call('chat-messages', world.sofia, { query: { channelId, messageId: parent.id } });
  const read = (await page.json()).messages.find(({ id }: { id: string }) => id === parent.id);
  expect(read.replyCount).toBe(2);
});

test('who left the channel changes nothing there any more', async () => {
  const channelId = world.channels.random;
  const { id } = await sent(world.sofia, { channelId });
  await call('chat-channels', world.sofia, { body: { action: 'leave', channelId } });

  const { status, body } = await remove(world.sofia, id);
  expect(status).toBe(403);
  expect(body.error.message).toBe('Join the channel first');
});

test.each([
  ['no id', {}, 'id'],
  ['an unknown field', { id: uuidv7(), channelId: uuidv7() }, 'channelId'],
])('%s is refused', async (_what, body, path) => {
  const response = await call('chat-delete-message', world.kevin, { body });
  expect(response.status).toBe(400);
  expect((await response.json()).error.issues).toMatchObject([{ path }]);
});
