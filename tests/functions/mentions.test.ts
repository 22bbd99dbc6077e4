import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { PRESENCE_CHANNEL } from '#lib/contracts/realtime';
import { SyncResponse } from '#lib/contracts/sync';
import { expectErrors } from '../support/quiet.ts';
import {
  call,
  createWorld,
  type Listener,
  listen,
  type Person,
  send,
  signIn,
  type World,
} from '../support/world.ts';

let world: World;
let tom: Person;

beforeAll(async () => {
  world = await createWorld();
  tom = await signIn('Tom');
});
afterAll(() => world.close());

let listeners: Listener[] = [];
beforeEach(() => world.stack.database.exec('delete from send_rates'));
afterEach(() => {
  world.stack.faults.clear();
  for (const listener of listeners) listener.stop();
  listeners = [];
});

type ChannelName = keyof World['channels'];

async function say(content: string, channel: ChannelName = 'general', person = world.kevin) {
  const response = await send(person, { channelId: world.channels[channel], content });
  expect(response.status, await response.clone().text()).toBe(200);
  return response.json();
}

/** How often a channel calls somebody, by what they have not read. */
async function mentionsIn(channel: ChannelName, person: Person): Promise<number | undefined> {
  const response = await call('chat-sync', person, { body: {} });
  const { channels } = SyncResponse.parse(await response.json());
  return channels.find(({ id }) => id === world.channels[channel])?.mentions;
}

async function expectCalled(content: string, people: Person[], channel: ChannelName = 'general') {
  const everybody = [world.mary, world.sofia, tom];
  const count = () => Promise.all(everybody.map((person) => mentionsIn(channel, person)));
  const before = await count();
  const message = await say(content, channel);
  const risen = (await count()).map((now, index) => (now ?? 0) - (before[index] ?? 0));
  expect(everybody.filter((_, index) => risen[index] === 1).map(({ name }) => name)).toEqual(
    people.map(({ name }) => name),
  );
  return message;
}

const online = async (person: Person) => {
  listeners.push(await listen(world, person, [PRESENCE_CHANNEL]));
};

test('who is named is called, each once, and is told with the message', async () => {
  const { mary, sofia } = world;
  const message = await expectCalled(`<@${mary.id}> and <@${sofia.id}>, <@${mary.id}>!`, [mary, sofia]);
  expect(message.mentions.toSorted()).toEqual([mary.id, sofia.id].toSorted());
  expect(message.mentionsAll).toBe(false);
});

test('an id of nobody is text, and so is one in code', async () => {
  const { mary } = world;
  for (const content of [
    '<@00000000-0000-7000-8000-000000000000>',
    `\`<@${mary.id}>\``,
    `\`\`\`\n<@${mary.id}> <!channel> <!here>\n\`\`\``,
    `\\<@${mary.id}>`,
  ]) {
    const message = await expectCalled(content, []);
    expect(message).toMatchObject({ mentions: [], mentionsAll: false, content });
  }
});

test('nobody calls themselves', async () => {
  const before = await mentionsIn('general', world.mary);
  await say(`<@${world.mary.id}> <!channel>`, 'general', world.mary);
  expect(await mentionsIn('general', world.mary)).toBe(before);
});

test('in a private channel only its members are called', async () => {
  const { mary, sofia } = world;
  const message = await expectCalled(`<@${mary.id}> <@${sofia.id}>`, [sofia], 'launch-budget');
  expect(message.mentions).toEqual([sofia.id]);
});

test('@channel calls every member, whoever that is when they read it', async () => {
  const message = await expectCalled('<!channel> lunch', [world.mary, world.sofia, tom]);
  expect(message).toMatchObject({ mentions: [], mentionsAll: true });
});

test('@here calls the members who are online and nobody else, and who is named beside them', async () => {
  const { kevin, mary, sofia } = world;
  await online(kevin);
  await online(mary);
  const message = await expectCalled(`<!here> <@${sofia.id}>`, [mary, sofia]);
  expect(message.mentionsAll).toBe(false);
  expect(message.mentions.toSorted()).toEqual([mary.id, sofia.id].toSorted());
  // online, but not in the channel
  expect(await say('<!here>', 'launch-budget')).toMatchObject({ mentions: [], mentionsAll: false });
});

test('when it is not known who is online, @here calls every member', async () => {
  expectErrors(/Who is online is not known: /, /Pusher event not triggered/);
  world.stack.faults.set({ api: { down: true } });
  const message = await say('<!here>');
  expect(message).toMatchObject({ mentions: [], mentionsAll: true });
});

test('what is deleted calls nobody any more', async () => {
  const before = await mentionsIn('general', world.mary);
  const { id } = await say(`<@${world.mary.id}>`);
  expect(await mentionsIn('general', world.mary)).toBe((before ?? 0) + 1);
  await world.stack.database.query(
    "update internal_messages set content = '', deleted_at = now() where id = $1",
    [id],
  );
  expect(await mentionsIn('general', world.mary)).toBe(before);
});

test('a name that an edit adds calls its person, and nobody a second time', async () => {
  const { kevin, mary, sofia } = world;
  const { id, rev } = await say(`<@${mary.id}>`);
  const before = await Promise.all([mary, sofia, tom].map((person) => mentionsIn('general', person)));
  const content = `<@${mary.id}> <@${sofia.id}> \`<@${tom.id}>\``;
  const edited = await call('chat-edit-message', kevin, { body: { id, content, rev } });

  expect((await edited.json()).mentions.toSorted()).toEqual([mary.id, sofia.id].toSorted());
  const after = await Promise.all([mary, sofia, tom].map((person) => mentionsIn('general', person)));
  expect(after).toEqual(before.map((count, index) => (count ?? 0) + (index === 1 ? 1 : 0)));
});

test('a retry is the same message, whoever is online by now', async () => {
  const id = crypto.randomUUID();
  const message = { id, channelId: world.channels.general, content: '<!here> again' };
  const first = await (await send(world.kevin, message)).json();
  await online(world.mary);
  expect(await (await send(world.kevin, message)).json()).toEqual(first);
});
