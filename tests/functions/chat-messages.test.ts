import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessagePage } from '#lib/contracts/messages';
import { call, createWorld, type Person, type World } from '../support/world.ts';

let world: World;
/** 120 messages, seq 1 to 120. */
let channelId: string;

beforeAll(async () => {
  world = await createWorld();
  channelId = world.channels.random;
  await world.stack.database.query('delete from internal_messages where channel_id = $1', [channelId]);
  await world.stack.database.query(
    `insert into internal_messages (id, channel_id, seq, rev, sender_id, content)
     select gen_random_uuid(), $1, n, n, $2, 'message ' || n from generate_series(1, 120) n`,
    [channelId, world.kevin.id],
  );
  await world.stack.database.query('update channels set last_seq = 120, last_rev = 120 where id = $1', [
    channelId,
  ]);
});
afterAll(() => world.close());

async function page(query: Record<string, string>, person: Person = world.mary): Promise<MessagePage> {
  const response = await call('chat-messages', person, { query: { channelId, ...query } });
  expect(response.status).toBe(200);
  return response.json();
}
const span = ({ messages }: MessagePage) => [messages[0]?.seq, messages.at(-1)?.seq, messages.length];

test.each<[Record<string, string>, unknown[], boolean, boolean]>([
  [{}, [71, 120, 50], true, false],
  [{ before: '71' }, [21, 70, 50], true, true],
  [{ before: '21' }, [1, 20, 20], false, true],
  [{ before: '1' }, [undefined, undefined, 0], false, true],
  [{ after: '0', limit: '3' }, [1, 3, 3], false, true],
  [{ after: '118' }, [119, 120, 2], true, false],
  [{ after: '120' }, [undefined, undefined, 0], true, false],
  [{ around: '60', limit: '11' }, [55, 65, 11], true, true],
  [{ around: '1', limit: '4' }, [1, 2, 2], false, true],
  [{ limit: '100' }, [21, 120, 100], true, false],
])('%j is the page %j', async (query, expected, hasBefore, hasAfter) => {
  const found = await page(query);

  expect(span(found)).toEqual(expected);
  expect([found.hasBefore, found.hasAfter]).toEqual([hasBefore, hasAfter]);
});

test('walking back from the end meets every message once', async () => {
  const seqs: number[] = [];
  for (let next = await page({ limit: '7' }); ; ) {
    seqs.unshift(...next.messages.map((message) => message.seq));
    if (!next.hasBefore) break;
    next = await page({ limit: '7', before: String(next.messages[0]?.seq) });
  }
  expect(seqs).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
});

test('a page around a message has it in its middle', async () => {
  const target = (await page({ around: '60', limit: '1' })).messages[0];
  const found = await page({ messageId: target?.id ?? '', limit: '5' });

  expect(found.messages.map((message) => message.seq)).toEqual([58, 59, 60, 61, 62]);
});

test('a page is one SQL request', async () => {
  await page({});
  const before = world.stack.sql.counts.requests;
  await page({ around: '50' });
  expect(world.stack.sql.counts.requests - before).toBe(1);
});

test('the text of a deleted message is gone, its place stays', async () => {
  await world.stack.database.query(
    'update internal_messages set deleted_at = now() where channel_id = $1 and seq = 5',
    [channelId],
  );
  const [message] = (await page({ around: '5', limit: '1' })).messages;
  expect(message).toMatchObject({ seq: 5, content: '', deletedAt: expect.any(String) });
});

test.each<[string, Record<string, string>, string]>([
  ['no page size', { limit: '0' }, 'limit'],
  ['too large a page', { limit: '101' }, 'limit'],
  ['a page size that is no number', { limit: 'many' }, 'limit'],
  ['half a seq', { before: '1.5' }, 'before'],
  ['a seq without a successor', { after: '2147483647' }, 'after'],
  ['an empty seq', { before: '' }, 'before'],
  ['a number in another notation', { limit: '1e1' }, 'limit'],
  ['a seq that no database has', { before: '99999999999' }, 'before'],
  ['an unknown field', { sort: 'asc' }, 'sort'],
  ['two places', { before: '3', after: '1' }, ''],
  ['a message id that is none', { messageId: 'x' }, 'messageId'],
])('%s is refused', async (_what, query, path) => {
  const response = await call('chat-messages', world.mary, { query: { channelId, ...query } });

  expect(response.status).toBe(400);
  expect((await response.json()).error.issues[0].path).toBe(path);
});

test('a private channel, its messages and an unknown channel are the same 404 to a stranger', async () => {
  const secret = world.channels['launch-budget'];
  const inSecret = await call('chat-messages', world.kevin, { query: { channelId: secret, limit: '1' } });
  const messageId = ((await inSecret.json()) as MessagePage).messages[0]?.id ?? '';
  const asked = [{ channelId: secret }, { channelId: secret, messageId }, { channelId: uuidv7() }];
  const answers = await Promise.all(asked.map((query) => call('chat-messages', world.mary, { query })));

  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  const elsewhere = await call('chat-messages', world.mary, { query: { channelId, messageId } });
  expect(elsewhere.status).toBe(404);
});
