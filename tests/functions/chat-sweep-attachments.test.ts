import { getStore } from '@netlify/blobs';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anAttachment, aText, fetchFile } from '../support/files.ts';
import { call, createWorld, send, type World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const aFile = () => anAttachment(world.kevin, { bytes: aText('forget me') });
const query = (sql: string, ...values: unknown[]) => world.stack.database.query(sql, values);
const makeOlder = (id: string, hours: number) =>
  query(`update attachments set created_at = now() - make_interval(hours => $2) where id = $1`, id, hours);

async function sendWith(id: string): Promise<string> {
  const messageId = uuidv7();
  const body = { id: messageId, channelId: world.channels.general, content: '', attachmentIds: [id] };
  expect((await send(world.kevin, body)).status).toBe(200);
  return messageId;
}

/** Whether a file has a row, and bytes. */
async function whatIsLeftOf(id: string): Promise<[boolean, boolean]> {
  const { rows } = await query('select 1 from attachments where id = $1', id);
  const bytes = await getStore('attachments').getMetadata(`${id}/0`);
  return [rows.length > 0, bytes !== null];
}

test('files of deleted messages and those never sent are gone, others stay', async () => {
  const [sent, deleted, fresh, old] = await Promise.all([aFile(), aFile(), aFile(), aFile()]);
  await sendWith(sent.id);
  const messageId = await sendWith(deleted.id);
  await query(`update internal_messages set deleted_at = now(), content = '' where id = $1`, messageId);
  await makeOlder(sent.id, 1_000);
  await makeOlder(fresh.id, 24);
  await makeOlder(old.id, 26);

  expect((await call('chat-sweep-attachments', null, { method: 'POST' })).status).toBe(204);

  expect(await whatIsLeftOf(sent.id)).toEqual([true, true]);
  expect(await whatIsLeftOf(fresh.id)).toEqual([true, true]);
  expect(await whatIsLeftOf(deleted.id)).toEqual([false, false]);
  expect(await whatIsLeftOf(old.id)).toEqual([false, false]);
  expect((await fetchFile(world.mary, sent.id)).status).toBe(200);
});
