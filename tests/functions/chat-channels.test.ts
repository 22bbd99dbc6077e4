import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ChannelDirectory, ChannelInfo } from '#lib/contracts/channels';
import { viewChannel } from '#lib/contracts/realtime';
import { type ChannelChanges, SyncResponse } from '#lib/contracts/sync';
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

let world: World;
let jonas: Person;
beforeAll(async () => {
  world = await createWorld();
  jonas = await signIn('Jonas');
});
afterAll(() => world.close());

const change = (person: Person, body: unknown) => call('chat-channels', person, { body });

async function changed(person: Person, body: unknown): Promise<ChannelInfo> {
  const response = await change(person, body);
  expect(response.status, await response.clone().text()).toBe(200);
  return ChannelInfo.parse(await response.json());
}

async function refused(
  person: Person,
  body: unknown,
): Promise<{ status: number; path?: string; message: string }> {
  const response = await change(person, body);
  const { error } = await response.json();
  return { status: response.status, path: error.issues?.[0]?.path, message: error.message };
}

const newName = () => `made-${uuidv7()}`;
const create = (person: Person, more: object = {}) =>
  changed(person, { action: 'create', kind: 'private', name: newName(), ...more });

async function sync(person: Person): Promise<ChannelChanges[]> {
  const response = await call('chat-sync', person, { body: {} });
  return SyncResponse.parse(await response.json()).channels;
}
const channelOf = async (person: Person, id: string) =>
  (await sync(person)).find((channel) => channel.id === id);

const hello = (channelId: string) => ({ id: uuidv7(), channelId, content: 'hello' });

test('who makes a private channel is in it with whom they named, and nobody else knows of it', async () => {
  const channel = await create(world.mary, {
    topic: '  what  it is about ',
    userIds: [world.sofia.id],
  });

  expect(channel).toMatchObject({ kind: 'private', topic: 'what it is about', isMember: true });
  expect(channel.memberIds.sort()).toEqual([world.mary.id, world.sofia.id].sort());
  expect(await channelOf(world.sofia, channel.id)).toMatchObject({ name: channel.name, unread: 0 });
  expect(await channelOf(world.kevin, channel.id)).toBeUndefined();
  expect((await send(world.sofia, hello(channel.id))).status).toBe(200);
  expect((await send(world.kevin, hello(channel.id))).status).toBe(404);
});

test('a public channel is open: it is in the directory, can be read before one joins, and written to afterwards', async () => {
  const { id, name } = await create(world.mary, { kind: 'public' });
  const response = await call('chat-channels', world.kevin, { query: {} });
  const { channels } = ChannelDirectory.parse(await response.json());

  expect(channels.find((channel) => channel.id === id)).toMatchObject({
    name,
    isMember: false,
    memberCount: 1,
  });
  expect(channels.map((channel) => channel.name)).not.toContain('launch-budget');
  expect((await call('chat-messages', world.kevin, { query: { channelId: id } })).status).toBe(200);
  expect((await send(world.kevin, hello(id))).status).toBe(403);
  await changed(world.kevin, { action: 'join', channelId: id });
  expect((await send(world.kevin, hello(id))).status).toBe(200);
});

test('what was said before one came counts as read', async () => {
  const { id } = await create(world.mary);
  await send(world.mary, hello(id));
  await changed(world.mary, { action: 'invite', channelId: id, userIds: [jonas.id] });
  expect(await channelOf(jonas, id)).toMatchObject({ unread: 0, lastReadSeq: 1 });
  await send(world.mary, hello(id));
  expect(await channelOf(jonas, id)).toMatchObject({ unread: 1 });
});

test.each([
  ['', 'Give the channel a name'],
  ['  ', 'Give the channel a name'],
  ['a'.repeat(81), 'At most 80 characters'],
  ['two words', 'Only letters, digits, - and _'],
  ['wow!', 'Only letters, digits, - and _'],
  ['a\u202Eb', 'Only letters, digits, - and _'],
  ['a\u200Bb', 'Only letters, digits, - and _'],
  ['🎉', 'Only letters, digits, - and _'],
  ['-_-', 'Needs a letter or a digit'],
  ['Everyone', '“Everyone” is reserved'],
  ['ｈｅｒｅ', '“here” is reserved'],
  ['ʜᴇʀᴇ', '“ʜᴇʀᴇ” looks like a name that is reserved'],
  ['hereʼ', '“hereʼ” looks like a name that is reserved'],
  ['gеneral', 'Mixes Latin and Cyrillic letters, which look alike'],
  ['a\u0301\u0302\u0303\u0304\u0305\u0306', 'Too many accents on one character'],
])('the name %o is refused: %s', async (name, message) => {
  const answer = await change(world.mary, { action: 'create', kind: 'public', name });
  expect(answer.status).toBe(400);
  expect((await answer.json()).error.issues[0]).toEqual({ path: 'name', message });
});

test.each(['Prüfung', '設計', 'एक-दो', 'дизайн', 'a'.repeat(80), '2026_Q4', 'ﬁnance'])(
  'the name %o is taken, normalised',
  async (name) => {
    const channel = await changed(world.mary, { action: 'create', kind: 'public', name });
    expect(channel.name).toBe(name.normalize('NFKC'));
  },
);

test.each([
  ['GENERAL', 'Looks the same as #general'],
  ['general', 'There is already a channel #general'],
  ['ｇｅｎｅｒａｌ', 'There is already a channel #general'],
  ['\u0435\u0441\u043e', 'Looks the same as #eco'],
  ['ɢᴇɴᴇʀᴀʟ', 'Looks the same as #general'],
  ['STRASSE', 'Looks the same as #straße'],
])('a name that is taken is a 409: %s', async (name, message) => {
  for (const known of ['eco', 'straße']) {
    await change(world.mary, { action: 'create', kind: 'public', name: known });
  }
  expect(await refused(world.mary, { action: 'create', kind: 'private', name })).toEqual({
    status: 409,
    path: 'name',
    message,
  });
});

test('that a name belongs to a private channel is told to its members alone', async () => {
  expect(
    (await refused(world.sofia, { action: 'create', kind: 'private', name: 'launch-budget' })).status,
  ).toBe(409);
  const own = await changed(world.mary, { action: 'create', kind: 'public', name: 'Launch-Budget' });
  expect(own.memberIds).toEqual([world.mary.id]);
  await changed(world.mary, { action: 'update', channelId: own.id, name: newName() });
});

test('of two who make a public channel of one name at the same time, one does', async () => {
  const name = newName();
  const answers = await Promise.all(
    [world.mary, world.kevin, world.sofia].map((person) =>
      change(person, { action: 'create', kind: 'public', name }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
});

test('a member sets the topic, its maker or the owner of the team the name; strangers to it hear that there is none', async () => {
  const { id } = await create(world.mary, { userIds: [world.sofia.id, world.kevin.id] });
  const topic = { action: 'update', channelId: id, topic: 'new' };
  const name = { action: 'update', channelId: id, name: newName() };

  expect((await changed(world.sofia, topic)).topic).toBe('new');
  expect((await refused(world.sofia, name)).status).toBe(403);
  expect((await changed(world.kevin, name)).name).toBe(name.name);
  for (const body of [topic, name]) {
    expect(await refused(jonas, body)).toEqual({ status: 404, message: 'There is no such channel' });
  }
});

test('a channel may change the case of its own name', async () => {
  const { id, name } = await create(world.mary, { kind: 'public' });
  expect(
    (await changed(world.mary, { action: 'update', channelId: id, name: name.toUpperCase() })).name,
  ).toBe(name.toUpperCase());
});

test('nobody joins a private channel or a direct message by themselves', async () => {
  const direct = await changed(world.kevin, { action: 'direct', userIds: [world.sofia.id] });
  for (const channelId of [world.channels['launch-budget'], direct.id, uuidv7()]) {
    expect(await refused(world.mary, { action: 'join', channelId })).toEqual({
      status: 404,
      message: 'There is no such channel',
    });
  }
});

test('who is removed can neither read, write, listen nor learn that it goes on', async () => {
  const { id } = await create(world.mary, { userIds: [jonas.id, world.sofia.id] });
  await send(world.mary, hello(id));
  const heard = await listen(world, jonas, [viewChannel(id)]);
  await changed(world.mary, { action: 'remove', channelId: id, userId: jonas.id });
  await eventually(() => expect(heard.events.map(({ name }) => name)).toContain('channel-changed'));
  heard.events.length = 0;

  expect(await channelOf(jonas, id)).toBeUndefined();
  expect((await call('chat-messages', jonas, { query: { channelId: id } })).status).toBe(404);
  expect((await send(jonas, hello(id))).status).toBe(404);
  expect((await call('chat-channels', jonas, { query: { channelId: id } })).status).toBe(404);
  await send(world.mary, hello(id));
  await call('chat-typing-indicator', world.mary, { body: { channelId: id, typing: true } });
  // the old name of the view is not used any more, and the new one is not signed for them
  const { viewEpoch = 0 } = (await channelOf(world.sofia, id)) ?? {};
  expect(viewEpoch).toBe(1);
  const ask = (person: Person, name: string) =>
    call('chat-pusher-auth', person, {
      body: new URLSearchParams({ socket_id: '1.2', channel_name: name }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  expect((await ask(jonas, viewChannel(id, 1))).status).toBe(403);
  expect((await ask(world.sofia, viewChannel(id))).status).toBe(403);
  expect((await ask(world.sofia, viewChannel(id, 1))).status).toBe(200);
  const sofia = await listen(world, world.sofia, [viewChannel(id, 1)]);
  await call('chat-typing-indicator', world.mary, { body: { channelId: id, typing: true } });
  await eventually(() => expect(sofia.events.map(({ name }) => name)).toContain('typing'));
  expect(heard.events).toEqual([]);
  for (const listener of [heard, sofia]) listener.stop();
});

test('the last member cannot go, also when two go at the same time', async () => {
  const { id } = await create(world.mary, { userIds: [jonas.id] });
  const answers = await Promise.all([
    change(world.mary, { action: 'leave', channelId: id }),
    change(jonas, { action: 'leave', channelId: id }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const { rows } = await world.stack.database.query('select user_id from members where channel_id = $1', [
    id,
  ]);
  expect(rows).toHaveLength(1);
});

test('leaving twice, joining twice, inviting a member and removing a stranger change nothing', async () => {
  const { id } = await create(world.mary, { kind: 'public', userIds: [jonas.id] });
  for (const body of [
    { action: 'join', channelId: id },
    { action: 'invite', channelId: id, userIds: [jonas.id, world.mary.id] },
    { action: 'remove', channelId: id, userId: world.sofia.id },
  ]) {
    expect((await changed(world.mary, body)).memberIds.sort()).toEqual([jonas.id, world.mary.id].sort());
  }
  for (let times = 0; times < 2; times += 1) {
    expect((await changed(jonas, { action: 'leave', channelId: id })).isMember).toBe(false);
  }
});

test('the channel that everybody is in can be neither left nor archived', async () => {
  const channelId = world.channels.general;
  for (const body of [
    { action: 'leave', channelId },
    { action: 'archive', channelId },
    { action: 'remove', channelId, userId: world.mary.id },
  ]) {
    expect((await refused(world.kevin, body)).status).toBe(403);
  }
});

test('an archived channel can be read and nothing else, until it is brought back', async () => {
  const { id } = await create(world.mary, { kind: 'public', userIds: [jonas.id] });
  const message = hello(id);
  await send(jonas, message);
  expect((await refused(jonas, { action: 'archive', channelId: id })).status).toBe(403);
  expect((await changed(world.mary, { action: 'archive', channelId: id })).archivedAt).not.toBeNull();

  expect((await send(jonas, hello(id))).status).toBe(403);
  // a retry of what was stored before is not refused
  expect((await send(jonas, message)).status).toBe(200);
  expect((await call('chat-messages', jonas, { query: { channelId: id } })).status).toBe(200);
  expect((await call('chat-typing-indicator', jonas, { body: { channelId: id, typing: true } })).status).toBe(
    403,
  );
  for (const [person, body] of [
    [world.sofia, { action: 'join', channelId: id }],
    [jonas, { action: 'invite', channelId: id, userIds: [world.sofia.id] }],
    [world.mary, { action: 'update', channelId: id, topic: 'x' }],
  ] as const) {
    expect(await refused(person, body)).toEqual({ status: 403, message: 'This channel is archived' });
  }
  await changed(world.mary, { action: 'archive', channelId: id, archived: false });
  expect((await send(jonas, hello(id))).status).toBe(200);
});

test('a direct message is one conversation of its people, whoever opens it and how often', async () => {
  const people = [world.sofia.id, world.kevin.id];
  const opened = await Promise.all([
    changed(world.mary, { action: 'direct', userIds: people }),
    changed(world.mary, { action: 'direct', userIds: [...people, world.mary.id] }),
    changed(world.kevin, { action: 'direct', userIds: [world.mary.id, world.sofia.id, world.sofia.id] }),
  ]);
  expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  expect(opened[0]).toMatchObject({ kind: 'direct', name: '' });
  expect(opened[0]?.memberIds).toHaveLength(3);
  expect((await changed(world.mary, { action: 'direct', userIds: [] })).memberIds).toEqual([world.mary.id]);
  expect((await call('chat-messages', jonas, { query: { channelId: opened[0]?.id ?? '' } })).status).toBe(
    404,
  );
});

test('nine people are too many, and somebody who is not there is nobody', async () => {
  const nine = Array.from({ length: 9 }, () => uuidv7());
  expect(await refused(world.mary, { action: 'direct', userIds: nine })).toMatchObject({
    status: 400,
    path: 'userIds',
  });
  expect(await refused(world.mary, { action: 'direct', userIds: nine.slice(1) })).toMatchObject({
    status: 400,
    path: 'userIds',
    message: 'Not valid: userIds',
  });
  for (const body of [
    { action: 'direct', userIds: [uuidv7()] },
    { action: 'create', kind: 'public', name: newName(), userIds: [uuidv7()] },
    { action: 'invite', channelId: world.channels.general, userIds: [uuidv7()] },
  ]) {
    expect(await refused(world.mary, body)).toMatchObject({ status: 400, path: 'userIds' });
  }
});

test('a direct message stays as it is', async () => {
  const { id } = await changed(world.mary, { action: 'direct', userIds: [jonas.id] });
  for (const body of [
    { action: 'update', channelId: id, topic: 'x' },
    { action: 'leave', channelId: id },
    { action: 'invite', channelId: id, userIds: [world.sofia.id] },
    { action: 'remove', channelId: id, userId: jonas.id },
    { action: 'archive', channelId: id },
  ]) {
    expect((await refused(world.mary, body)).status).toBe(403);
  }
});

test('favourites and muting are one’s own', async () => {
  const channelId = world.channels.random;
  await changed(world.mary, { action: 'personalise', channelId, isFavourite: true });
  await changed(world.mary, { action: 'personalise', channelId, isMuted: true });
  expect(await channelOf(world.mary, channelId)).toMatchObject({ isFavourite: true, isMuted: true });
  expect(await channelOf(world.kevin, channelId)).toMatchObject({ isFavourite: false, isMuted: false });
});

test.each<[string, unknown, string]>([
  ['nothing', {}, 'action'],
  ['an unknown action', { action: 'explode' }, 'action'],
  ['a kind that cannot be made', { action: 'create', kind: 'direct', name: 'x' }, 'kind'],
  ['an unknown field', { action: 'join', channelId: uuidv7(), force: true }, 'force'],
  ['no channel', { action: 'join' }, 'channelId'],
  ['an update of nothing', { action: 'update', channelId: uuidv7() }, 'name'],
  ['a long topic', { action: 'update', channelId: uuidv7(), topic: 'x'.repeat(251) }, 'topic'],
  ['a topic that cannot be stored', { action: 'update', channelId: uuidv7(), topic: '\0' }, 'topic'],
  ['nobody to invite', { action: 'invite', channelId: uuidv7(), userIds: [] }, 'userIds'],
])('%s is refused', async (_what, body, path) => {
  expect(await refused(world.mary, body)).toMatchObject({ status: 400, path });
});

test('changes of a public channel are told to the team, those of a private one to its people', async () => {
  const open = await create(world.mary, { kind: 'public', userIds: [world.sofia.id] });
  const closed = await create(world.mary, { userIds: [world.sofia.id] });
  const [kevin, sofia] = await Promise.all([listen(world, world.kevin), listen(world, world.sofia)]);
  await changed(world.mary, { action: 'update', channelId: closed.id, topic: 'secret' });
  await changed(world.mary, { action: 'update', channelId: open.id, topic: 'open' });
  await eventually(() => expect(kevin.events).toHaveLength(1));

  expect(kevin.events).toEqual([
    { channel: 'team-chat', name: 'channel-changed', data: { channelId: open.id } },
  ]);
  expect(sofia.events).toEqual([
    { channel: `private-user-${world.sofia.id}`, name: 'channel-changed', data: { channelId: closed.id } },
    { channel: 'team-chat', name: 'channel-changed', data: { channelId: open.id } },
  ]);
  for (const listener of [kevin, sofia]) listener.stop();
});
