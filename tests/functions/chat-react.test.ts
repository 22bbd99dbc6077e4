import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { REACTION_KINDS_MAX } from '#lib/emoji';
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
let everybody: Person[];

beforeAll(async () => {
  world = await createWorld();
  const more = await Promise.all((['Tom', 'Mei', 'Jonas', 'Aisha'] as const).map(signIn));
  everybody = [world.kevin, world.mary, world.sofia, ...more];
});
afterAll(() => world.close());

beforeEach(() => world.stack.database.exec('delete from send_rates'));

async function sent(by: Person = world.kevin) {
  return (await send(by, { channelId: world.channels.general, content: 'Lunch?' })).json();
}

async function react(by: Person, messageId: string, emoji: string, on = true) {
  const response = await call('chat-react', by, { body: { messageId, emoji, on } });
  return { status: response.status, body: await response.json() };
}

/** As many different ones as a test needs. */
const KINDS = [...'😀😁😂🤣😃😄😅😆😉😊😋😎😍😘🥰😗😙😚🙂🤗🤩🤔'];

test('a reaction is answered and heard by everybody with who reacted', async () => {
  const message = await sent();
  const mary = await listen(world, world.mary);
  const { status, body } = await react(world.mary, message.id, '👍🏽');

  expect(status).toBe(200);
  const reactions = [{ emoji: '👍🏽', userIds: [world.mary.id] }];
  expect(body).toEqual({ ...message, rev: message.rev + 1, reactions });
  await eventually(() => expect(mary.events).toHaveLength(1));
  expect(mary.events[0]).toMatchObject({ name: 'message-changed', data: { message: body } });
  mary.stop();
});

test('setting what is set changes nothing, and taking back what is not there neither', async () => {
  const { id, rev } = await sent();
  const never = await react(world.mary, id, '🎉', false);
  expect(never).toMatchObject({ status: 200, body: { rev, reactions: [] } });
  const once = await react(world.mary, id, '🎉');
  expect(await react(world.mary, id, '🎉')).toEqual(once);
  const gone = await react(world.mary, id, '🎉', false);
  expect(gone.body).toMatchObject({ rev: rev + 2, reactions: [] });
});

test('42 reactions at once are all there, on every screen, and no rev is left out', async () => {
  const { id, rev, channelId } = await sent();
  const answers = await Promise.all(
    everybody.flatMap((person) => KINDS.slice(0, 6).map((emoji) => react(person, id, emoji))),
  );

  expect(answers.map(({ status }) => status)).toEqual(Array(42).fill(200));
  const revs = answers.map(({ body }) => body.rev).sort((a, b) => a - b);
  expect(revs).toEqual(Array.from({ length: 42 }, (_, index) => rev + 1 + index));
  // each answer, and so each event, has all that came before it
  for (const { body } of answers) {
    const count = body.reactions.flatMap(({ userIds }: { userIds: string[] }) => userIds).length;
    expect(count).toBe(body.rev - rev);
  }
  const { rows } = await world.stack.database.query<{ last_rev: number }>(
    'select last_rev from channels where id = $1',
    [channelId],
  );
  expect(rows[0]?.last_rev).toBe(rev + 42);
});

test('a kind too many is refused, naming the emoji; one that is there already still takes people', async () => {
  const { id } = await sent();
  const kinds = KINDS.slice(0, REACTION_KINDS_MAX + 1);
  const answers = await Promise.all(kinds.map((emoji) => react(world.mary, id, emoji)));
  const refused = answers.filter(({ status }) => status !== 200);

  expect(refused).toHaveLength(1);
  expect(refused[0]).toMatchObject({ status: 400, body: { error: { issues: [{ path: 'emoji' }] } } });
  const taken = answers.find(({ status }) => status === 200)?.body.reactions[0].emoji;
  expect((await react(world.kevin, id, taken)).status).toBe(200);
});

test('a deleted message takes none', async () => {
  const { id } = await sent();
  await call('chat-delete-message', world.kevin, { body: { id } });
  expect((await react(world.mary, id, '👍')).status).toBe(409);
});

test('who is not in a channel only reads there', async () => {
  const channelId = world.channels.random;
  const { id } = await (await send(world.kevin, { channelId, content: 'hi' })).json();
  await call('chat-channels', world.mary, { body: { action: 'leave', channelId } });
  const { status, body } = await react(world.mary, id, '👍');
  expect(status).toBe(403);
  expect(body.error.message).toBe('Join the channel first');
});

test.each([
  '',
  ' ',
  'a',
  '1',
  '#',
  ':tada:',
  '👍👍',
  '👍 ',
  '\u200d',
  '\ufe0f',
  '🇦',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '"><svg/onload=alert(1)>',
  'javascript:alert(1)',
  '👍<b>',
  '\ud83d',
  '👩‍👩‍👩‍👩‍👩‍👩‍👩‍👩',
  '👍'.repeat(5_000),
])('%j is no emoji', async (emoji) => {
  const { id } = await sent();
  const { status, body } = await react(world.kevin, id, emoji);
  expect(status).toBe(400);
  expect(body.error).toMatchObject({ message: 'Not valid: emoji', issues: [{ path: 'emoji' }] });
});

test.each(['👍', '👍🏿', '❤️', '🇯🇵', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '1️⃣', '👩🏽‍🚀', '👨‍👩‍👧‍👦', '🫱🏻‍🫲🏿'])(
  '%s is one',
  async (emoji) => {
    const { id } = await sent();
    expect((await react(world.kevin, id, emoji)).body.reactions).toEqual([
      { emoji, userIds: [world.kevin.id] },
    ]);
  },
);

test.each([
  ['❤', '❤️'],
  ['✋️', '✋'],
])('%s is spelled %s', async (given, emoji) => {
  const { id } = await sent();
  await react(world.kevin, id, given);
  expect((await react(world.mary, id, emoji)).body.reactions).toEqual([
    { emoji, userIds: [world.kevin.id, world.mary.id] },
  ]);
});
