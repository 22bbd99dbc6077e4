import { readdirSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PRESENCE_CHANNEL, userChannel, viewChannel } from '#lib/contracts/realtime';
import { keepPicture } from '#server/previews/pictures';
import { anAttachment, aText } from '../support/files.ts';
import { pngOf } from '../support/foreign-site.ts';
import {
  call,
  createWorld,
  eventually,
  listen,
  type Person,
  send,
  signIn,
  type World,
} from '../support/world.ts';

/**
 * Who may do what, one row a request: each is made about a private channel that Sofía made with Mei and Jonas, and from
 * which Jonas was removed again. Mary is a stranger to it, and so is Kevin, who owns the team.
 */
type Who = 'anonymous' | 'stranger' | 'member' | 'removed' | 'admin';
type Secret = { id: string; name: string; text: string; messageId: string; fileId: string };
type Question = Parameters<typeof call>[2];
type Asks = (secret: Secret) => Question | Promise<Question>;
type Statuses = Record<Who, number>;

let world: World;
let people: Record<Who, Person | null>;
let mei: Person;
let tom: Person;

beforeAll(async () => {
  world = await createWorld();
  [mei, tom] = await Promise.all([signIn('Mei'), signIn('Tom')]);
  const removed = await signIn('Jonas');
  people = { anonymous: null, stranger: world.mary, member: world.sofia, removed, admin: world.kevin };
});
afterAll(() => world.close());

const topicOf = (name: string) => `about-${name.slice(-12)}`;

/** A channel of its own for each request: some change it. */
async function newSecret(): Promise<Secret> {
  const name = `quiet-plans-${uuidv7()}`;
  const change = (body: object) => call('chat-channels', world.sofia, { body });
  const jonas = people.removed?.id;
  const made = await change({
    action: 'create',
    kind: 'private',
    name,
    topic: topicOf(name),
    userIds: [mei.id, jonas],
  });
  const { id } = await made.json();
  const text = `unspeakable ${uuidv7()}`;
  const messageId = uuidv7();
  // not sent: so many at once would be too many for one person
  await world.stack.database.query(
    `with c as (update channels set last_seq = 1, last_rev = 1 where id = $2 returning id)
     insert into internal_messages (id, channel_id, seq, rev, sender_id, content) select $1, c.id, 1, 1, $3, $4 from c`,
    [messageId, id, world.sofia.id, text],
  );
  const { id: fileId } = await anAttachment(world.sofia, { name: 'unspeakable.txt', bytes: aText(text) });
  await world.stack.database.query('update attachments set message_id = $1 where id = $2', [
    messageId,
    fileId,
  ]);
  expect((await change({ action: 'remove', channelId: id, userId: jonas })).status).toBe(200);
  return { id, name, text, messageId, fileId };
}

/** As a preview of the secret brought it. */
async function givePicture({ messageId }: Secret): Promise<void> {
  await world.stack.database.query(
    `insert into link_previews (message_id, url, title, image_width, image_height) values ($1, 'http://x', 'x', 1, 1)`,
    [messageId],
  );
  await keepPicture(messageId, 'http://x', {
    bytes: new Uint8Array(pngOf(1, 1)),
    type: 'image/png',
    width: 1,
    height: 1,
  });
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const subscribeTo = (channel: string) => ({
  body: new URLSearchParams({ socket_id: '1.2', channel_name: channel }).toString(),
  headers: form,
});

/** What is the members' alone is a 404 for everybody else: they may not know that it is there. */
const membersAlone: Statuses = { anonymous: 401, stranger: 404, member: 200, removed: 404, admin: 404 };
/** What everybody may do; what comes of it is their own. */
const everybody: Statuses = { anonymous: 401, stranger: 200, member: 200, removed: 200, admin: 200 };
const nobody: Statuses = { anonymous: 401, stranger: 403, member: 403, removed: 403, admin: 403 };

const change =
  (action: string, more: object = {}): Asks =>
  ({ id }) => ({ body: { action, channelId: id, ...more } });

const piece = (id: string) => ({
  query: { id, name: 'x', size: '1', piece: '0' },
  body: new Uint8Array(1),
  headers: { 'content-type': 'application/octet-stream' },
});

const table: Record<string, { asks: Asks; expected: Statuses }[]> = {
  'chat-send-message': [
    {
      asks: ({ id }) => ({ body: { id: uuidv7(), channelId: id, content: 'hello' } }),
      expected: membersAlone,
    },
    // as a reply it would give an excerpt of the parent
    {
      asks: ({ messageId }) => ({
        body: { channelId: world.channels.general, content: 'what was that?', replyToId: messageId },
      }),
      expected: { anonymous: 401, stranger: 400, member: 400, removed: 400, admin: 400 },
    },
  ],
  'chat-messages': [
    { asks: ({ id }) => ({ query: { channelId: id } }), expected: membersAlone },
    { asks: ({ id, messageId }) => ({ query: { channelId: id, messageId } }), expected: membersAlone },
    {
      asks: ({ messageId }) => ({ query: { channelId: world.channels.general, messageId } }),
      expected: { anonymous: 401, stranger: 404, member: 404, removed: 404, admin: 404 },
    },
  ],
  'chat-edit-message': [
    {
      asks: ({ messageId }) => ({ body: { id: messageId, content: 'changed', rev: 1 } }),
      expected: membersAlone,
    },
  ],
  'chat-delete-message': [{ asks: ({ messageId }) => ({ body: { id: messageId } }), expected: membersAlone }],
  'chat-react': [
    { asks: ({ messageId }) => ({ body: { messageId, emoji: '👍', on: true } }), expected: membersAlone },
    { asks: ({ messageId }) => ({ body: { messageId, emoji: '👍', on: false } }), expected: membersAlone },
  ],
  'chat-message-versions': [
    { asks: ({ messageId }) => ({ query: { id: messageId } }), expected: membersAlone },
  ],
  'chat-replies': [{ asks: ({ messageId }) => ({ query: { messageId } }), expected: membersAlone }],
  'chat-attachment': [
    { asks: ({ fileId }) => ({ query: { id: fileId } }), expected: membersAlone },
    { asks: ({ fileId }) => ({ query: { id: fileId, download: '1' } }), expected: membersAlone },
  ],
  'chat-upload-attachment': [
    { asks: () => piece(uuidv7()), expected: everybody },
    // whose file it is, is not said
    {
      asks: ({ fileId }) => piece(fileId),
      expected: { anonymous: 401, stranger: 409, member: 409, removed: 409, admin: 409 },
    },
  ],
  'chat-describe-attachment': [
    { asks: ({ fileId }) => ({ body: { id: fileId, alt: 'words' } }), expected: membersAlone },
  ],
  'chat-receipts': [
    { asks: ({ id }) => ({ body: { channelId: id, readSeq: 1 } }), expected: membersAlone },
    { asks: ({ id }) => ({ query: { channelId: id } }), expected: membersAlone },
  ],
  'chat-typing-indicator': [
    {
      asks: ({ id }) => ({ body: { channelId: id, typing: true } }),
      expected: { ...membersAlone, member: 204 },
    },
  ],
  'chat-channels': [
    { asks: () => ({ query: {} }), expected: everybody },
    { asks: ({ id }) => ({ query: { channelId: id } }), expected: membersAlone },
    { asks: change('join'), expected: membersAlone },
    { asks: change('leave'), expected: membersAlone },
    { asks: change('update', { topic: 'x' }), expected: membersAlone },
    { asks: change('update', { name: 'renamed' }), expected: membersAlone },
    { asks: (secret) => change('invite', { userIds: [tom.id] })(secret), expected: membersAlone },
    { asks: (secret) => change('remove', { userId: mei.id })(secret), expected: membersAlone },
    { asks: change('archive'), expected: membersAlone },
    { asks: change('personalise', { isMuted: true }), expected: membersAlone },
    // a name that only a private channel of others has is free
    {
      asks: ({ name }) => ({ body: { action: 'create', kind: 'private', name } }),
      expected: { ...everybody, member: 409 },
    },
    { asks: () => ({ body: { action: 'direct', userIds: [mei.id] } }), expected: everybody },
  ],
  'chat-search': [
    { asks: ({ text }) => ({ query: { q: text } }), expected: everybody },
    { asks: ({ name }) => ({ query: { q: `in:${name}` } }), expected: everybody },
    { asks: () => ({ query: { q: 'unspeakable', order: 'best' } }), expected: everybody },
  ],
  'chat-sync': [
    { asks: () => ({ body: {} }), expected: everybody },
    { asks: ({ id }) => ({ body: { cursors: { [id]: 0 } } }), expected: everybody },
  ],
  'chat-preview-link': [
    { asks: ({ messageId }) => ({ body: { messageId } }), expected: membersAlone },
    { asks: ({ messageId }) => ({ body: { messageId, remove: true } }), expected: membersAlone },
  ],
  'chat-preview-image': [
    {
      async asks(secret) {
        await givePicture(secret);
        return { query: { messageId: secret.messageId } };
      },
      expected: membersAlone,
    },
  ],
  'chat-pusher-auth': [
    {
      asks: () => subscribeTo(userChannel(world.sofia.id)),
      expected: { anonymous: 401, stranger: 403, member: 200, removed: 403, admin: 403 },
    },
    // the view that everybody had before somebody was removed, and the one since
    { asks: ({ id }) => subscribeTo(viewChannel(id)), expected: nobody },
    {
      asks: ({ id }) => subscribeTo(viewChannel(id, 1)),
      expected: { anonymous: 401, stranger: 403, member: 200, removed: 403, admin: 403 },
    },
    { asks: () => subscribeTo(PRESENCE_CHANNEL), expected: everybody },
    { asks: () => subscribeTo('private-somewhere-else'), expected: nobody },
  ],
  auth: [
    {
      asks: () => ({ path: '/api/auth/get-session' }),
      expected: { anonymous: 200, stranger: 200, member: 200, removed: 200, admin: 200 },
    },
  ],
};

test('every function has its row, but for those that only the clock can call', async () => {
  const functions = readdirSync('netlify/functions').map((file) => file.replace(/\.ts$/, ''));
  const modules = functions.map(async (name) => ({
    name,
    config: (await import(`../../netlify/functions/${name}.ts`)).config,
  }));
  const scheduled = (await Promise.all(modules)).filter(({ config }) => config?.schedule);
  expect(scheduled.map(({ name }) => name)).toEqual(['chat-sweep-attachments']);
  const called = functions.filter((name) => !scheduled.some((one) => one.name === name));
  expect(Object.keys(table).sort()).toEqual(called.sort());
});

describe.each(Object.entries(table))('%s', (name, rows) => {
  const cases = rows.flatMap(({ asks, expected }, index) =>
    Object.entries(expected).map(([who, status]) => ({ who: who as Who, status, asks, index })),
  );
  test.each(cases)('answers $who with $status (row $index)', async ({ who, status, asks }) => {
    const secret = await newSecret();
    const response = await call(name, people[who], await asks(secret));
    const text = await response.text();

    expect(response.status, text).toBe(status);
    if (who === 'member') return;
    // its name only where they have just given it to a channel of their own
    const isTheirs = text.includes(`"name":"${secret.name}"`) && status === 200 && name === 'chat-channels';
    for (const told of [secret.name, secret.text, secret.id, 'unspeakable.txt', topicOf(secret.name)].slice(
      isTheirs ? 1 : 0,
    )) {
      expect(text).not.toContain(told);
    }
  });

  if (name !== 'auth') {
    test.each(['PUT', 'DELETE', 'PATCH'])('has no %s', async (method) => {
      const response = await call(name, world.kevin, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toMatch(/^(GET|POST|GET, POST)$/);
    });
  }
});

test('who is not in a private channel hears nothing of it', async () => {
  const secret = await newSecret();
  const outsiders = await Promise.all(
    (['stranger', 'removed', 'admin'] as const).map((who) => listen(world, people[who] as Person)),
  );
  const sofia = await listen(world, world.sofia);
  await send(world.sofia, { channelId: secret.id, content: 'once more' });
  await call('chat-channels', world.sofia, {
    body: { action: 'update', channelId: secret.id, topic: 'new' },
  });
  await call('chat-receipts', mei, { body: { channelId: secret.id, readSeq: 2 } });
  await eventually(() =>
    expect(sofia.events.map(({ name }) => name)).toEqual(['new-message', 'channel-changed', 'receipt']),
  );
  // what is told last is heard last
  await send(world.sofia, { channelId: world.channels.general, content: 'to everybody' });
  for (const { events, stop } of [...outsiders, sofia]) {
    await eventually(() =>
      expect(events.at(-1)).toMatchObject({ channel: 'team-chat', name: 'new-message' }),
    );
    stop();
  }
  for (const { events } of outsiders) expect(events).toHaveLength(1);
});
