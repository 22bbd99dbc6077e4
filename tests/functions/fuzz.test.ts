import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ErrorBody } from '#lib/contracts/errors';
import { call, createWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const text = fc.string({ unit: 'binary', maxLength: 200 });
const anything = fc.anything({ withNullPrototype: false, maxDepth: 3 });
const id = fc.oneof(fc.uuid(), text, anything);
const message = fc.record(
  {
    id: fc.oneof(fc.uuid(), id),
    channelId: fc.oneof(fc.constant('general'), id),
    senderId: id,
    content: fc.oneof(text, anything),
    replyToId: id,
    attachmentIds: fc.oneof(fc.array(id), anything),
  },
  { requiredKeys: [] },
);
const seq = fc.oneof(fc.integer({ min: -2, max: 99 }), fc.constant(2 ** 31), anything);
const receipt = fc.record(
  {
    channelId: fc.oneof(fc.constant('general'), id),
    deliveredSeq: seq,
    readSeq: seq,
    unreadFrom: seq,
  },
  { requiredKeys: [] },
);
const receipts = fc.record({ receipts: fc.oneof(fc.array(fc.oneof(receipt, anything)), anything) });
const typing = fc.record(
  { channelId: fc.oneof(fc.constant('general'), id), typing: fc.oneof(fc.boolean(), anything) },
  { requiredKeys: [] },
);
const edit = fc.record({ id, content: fc.oneof(text, anything), rev: seq }, { requiredKeys: [] });
const deletion = fc.record({ id }, { requiredKeys: [] });
const reaction = fc.record(
  { messageId: id, emoji: fc.oneof(fc.constant('👍'), text, anything), on: fc.oneof(fc.boolean(), anything) },
  { requiredKeys: [] },
);
const bodies: [string, fc.Arbitrary<unknown>][] = [
  ['chat-send-message', fc.oneof(message, message, anything)],
  [
    'chat-sync',
    fc.oneof(fc.record({ cursors: fc.dictionary(fc.oneof(fc.uuid(), text), anything) }), anything),
  ],
  ['chat-receipts', fc.oneof(receipt, receipts, anything)],
  ['chat-edit-message', fc.oneof(edit, edit, anything)],
  ['chat-delete-message', fc.oneof(deletion, anything)],
  ['chat-react', fc.oneof(reaction, reaction, anything)],
  ['chat-typing-indicator', fc.oneof(typing, typing, anything)],
];

/** Any value as bytes that may or may not be JSON. */
function bodyOf(value: unknown): string {
  const withRealChannel =
    value && typeof value === 'object' && 'channelId' in value && value.channelId === 'general';
  try {
    const json = JSON.stringify(withRealChannel ? { ...value, channelId: world.channels.general } : value);
    return json ?? String(value);
  } catch {
    return String(value === null ? 'null' : typeof value);
  }
}

test.each(bodies)('200 fuzzed bodies of %s are answered without a 500', async (name, values) => {
  await fc.assert(
    fc.asyncProperty(values, async (value) => {
      await world.stack.database.exec('delete from send_rates');
      const response = await call(name, world.kevin, { body: bodyOf(value) });
      const answer = await response.text();
      expect(response.status).toBeLessThan(500);
      if (response.status === 204) expect(answer).toBe('');
      else if (response.status !== 200) ErrorBody.parse(JSON.parse(answer));
    }),
    { numRuns: 200 },
  );
});

test('a list with more mistakes than can be told is refused by its name', async () => {
  const response = await call('chat-channels', world.kevin, {
    body: { action: 'invite', channelId: world.channels.general, userIds: Array(300_000).fill('x') },
  });
  expect(response.status).toBe(400);
  expect((await response.json()).error).toMatchObject({
    message: 'Not valid: userIds',
    issues: [{ path: 'userIds', message: 'At most 10,000 entries' }],
  });
});

test('what is wrong with a field is said in words', async () => {
  const response = await call('chat-receipts', world.kevin, { query: { channelId: 'general' } });
  expect((await response.json()).error.issues).toEqual([{ path: 'channelId', message: 'Invalid UUID' }]);
});

test('100 fuzzed queries of chat-messages are answered without a 500', async () => {
  const query = fc.dictionary(
    fc.constantFrom('before', 'after', 'around', 'messageId', 'limit', 'channelId', 'x'),
    text,
  );
  await fc.assert(
    fc.asyncProperty(query, async (fields) => {
      const response = await call('chat-messages', world.kevin, {
        query: { channelId: world.channels.general, ...fields },
      });
      expect(response.status).toBeLessThan(500);
    }),
    { numRuns: 100 },
  );
});

test('100 fuzzed queries of chat-receipts are answered without a 500', async () => {
  const query = fc.dictionary(fc.constantFrom('channelId', 'readSeq', 'x'), fc.oneof(fc.uuid(), text));
  await fc.assert(
    fc.asyncProperty(query, async (fields) => {
      const response = await call('chat-receipts', world.kevin, { query: fields });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
    }),
    { numRuns: 100 },
  );
});

test('a text comes back as it was sent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), async (content) => {
      await world.stack.database.exec('delete from send_rates');
      const response = await call('chat-send-message', world.kevin, {
        body: { id: uuidv7(), channelId: world.channels.general, content: `«${content}»` },
      });
      expect((await response.json()).content).toBe(`«${content}»`);
    }),
    { numRuns: 100 },
  );
});
