import type Pusher from 'pusher-js';
import type { PresenceChannel } from 'pusher-js';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PRESENCE_CHANNEL, PusherAuthorisation, userChannel, viewChannel } from '#lib/contracts/realtime';
import { getDeps } from '#server/deps';
import { authoriseSubscription } from '#server/realtime/authorise-subscription';
import { connectPusher } from '../support/pusher-client.ts';
import { call, createWorld, type Person, type World } from '../support/world.ts';

let world: World;
let general: string;

beforeAll(async () => {
  world = await createWorld();
  general = world.channels.general;
});
afterAll(() => world.close());

const ask = (person: Person, channel: string, socketId = '1.2') =>
  call('chat-pusher-auth', person, {
    body: new URLSearchParams({ socket_id: socketId, channel_name: channel }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

const sqlRequests = () => world.stack.sql.counts.requests;

test('the own channel and presence are signed without the database', async () => {
  const before = sqlRequests();
  for (const channel of [userChannel(world.mary.id), PRESENCE_CHANNEL]) {
    expect((await ask(world.mary, channel)).status).toBe(200);
  }
  expect((await ask(world.mary, 'private-somewhere-else')).status).toBe(403);
  expect(sqlRequests()).toBe(before);
});

test('a private team channel is signed for everybody on the team, a public one for nobody', async () => {
  const deps = getDeps();
  const env = { ...deps.env, PUSHER_TEAM_CHANNEL: 'private-team-chat' };
  const input = { socket_id: '1.2', channel_name: 'private-team-chat' };
  const before = sqlRequests();

  const signed = await authoriseSubscription({ ...deps, env }, { userId: world.mary.id }, input);
  expect(signed).toEqual({ auth: expect.stringContaining(':') });
  expect((await ask(world.mary, 'private-team-chat')).status).toBe(403);
  expect((await ask(world.mary, 'team-chat')).status).toBe(400);
  expect(sqlRequests()).toBe(before);
});

test('the view of a readable conversation is signed after one look into the database', async () => {
  const before = sqlRequests();
  const response = await ask(world.mary, viewChannel(general));

  expect(response.status).toBe(200);
  expect(sqlRequests() - before).toBe(1);
});

test('a public channel may be viewed before one joins it, and a private one no longer after leaving', async () => {
  const leave = (person: Person, channelId: string) =>
    world.stack.database.query('delete from members where user_id = $1 and channel_id = $2', [
      person.id,
      channelId,
    ]);
  await leave(world.mary, world.channels.random);
  expect((await ask(world.mary, viewChannel(world.channels.random))).status).toBe(200);

  const secret = viewChannel(world.channels['launch-budget']);
  expect((await ask(world.sofia, secret)).status).toBe(200);
  await leave(world.sofia, world.channels['launch-budget']);
  expect((await ask(world.sofia, secret)).status).toBe(403);
});

test('whatever is not theirs is the same 403', async () => {
  const others = [
    viewChannel(world.channels['launch-budget']),
    viewChannel(uuidv7()),
    viewChannel(general.toUpperCase()),
    viewChannel(`${general}-x`),
    viewChannel('x'),
    'private-view-',
    'private-VIEW-x',
    'presence-somewhere-else',
    'presence-team-chat-2',
    userChannel(world.kevin.id),
  ];
  const answers = await Promise.all(others.map((channel) => ask(world.mary, channel)));

  expect(answers.map(({ status }) => status)).toEqual(others.map(() => 403));
  const texts = new Set(await Promise.all(answers.map((answer) => answer.text())));
  expect([...texts]).toEqual([JSON.stringify({ error: { code: 'forbidden', message: 'Not your channel' } })]);
});

type Signature = { auth: string; channel_data?: string };

/** A pusher-js client that brings whatever signature it is told to. */
function connect(authorise: (socketId: string, channel: string) => Promise<Signature>): Pusher {
  return connectPusher(world.stack, authorise);
}

const asPerson = (person: Person) => async (socketId: string, channel: string) => {
  const answer = await (await ask(person, channel, socketId)).json();
  PusherAuthorisation.parse(answer);
  return answer;
};

const arrival = (client: Pusher, name: string) =>
  new Promise<string>((resolve) => {
    const channel = client.subscribe(name);
    channel.bind('pusher:subscription_succeeded', () => resolve('subscribed'));
    channel.bind('pusher:subscription_error', () => resolve('refused'));
    // how the server refuses a signature that does not fit
    client.connection.bind('error', () => resolve('refused'));
  });

test('a signature opens one socket: on another one it is refused', async () => {
  const view = viewChannel(general);
  let signature: Signature = { auth: '' };
  const first = connect(async (socketId, channel) => {
    signature = await asPerson(world.mary)(socketId, channel);
    return signature;
  });
  expect(await arrival(first, view)).toBe('subscribed');

  const thief = connect(async () => signature);
  expect(await arrival(thief, view)).toBe('refused');
  for (const client of [first, thief]) client.disconnect();
});

test('the presence channel tells who is there, by id and nothing else', async () => {
  const kevin = connect(asPerson(world.kevin));
  expect(await arrival(kevin, PRESENCE_CHANNEL)).toBe('subscribed');
  const mary = connect(asPerson(world.mary));
  const added = new Promise((resolve) =>
    kevin.channel(PRESENCE_CHANNEL).bind('pusher:member_added', resolve),
  );
  expect(await arrival(mary, PRESENCE_CHANNEL)).toBe('subscribed');

  const { members } = mary.channel(PRESENCE_CHANNEL) as PresenceChannel;
  expect(members.members).toEqual({ [world.kevin.id]: {}, [world.mary.id]: {} });
  expect(members.me).toEqual({ id: world.mary.id, info: {} });
  expect(await added).toEqual({ id: world.mary.id, info: {} });
  for (const client of [kevin, mary]) client.disconnect();
});
