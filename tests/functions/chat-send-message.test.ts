import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWorld, eventually, type Listener, listen, send, type World } from '../support/world.ts';

let world: World;
let mary: Listener;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  await world.stack.database.exec('delete from send_rates');
  mary = await listen(world, world.mary);
});
afterEach(() => mary.stop());

const hello = (more: Record<string, unknown> = {}) => ({
  id: uuidv7(),
  channelId: world.channels.general,
  content: 'hello',
  ...more,
});

async function stored(id: string): Promise<number> {
  const { rows } = await world.stack.database.query('select 1 from internal_messages where id = $1', [id]);
  return rows.length;
}

test('a member sends a message, it is stored, answered in full and heard once by another member', async () => {
  const message = hello();
  const response = await send(world.kevin, message);

  expect(response.status).toBe(200);
  const answer = await response.json();
  expect(answer).toMatchObject({
    ...message,
    senderId: world.kevin.id,
    senderName: 'Kevin',
    senderEmail: 'kevin@example.com',
    replyTo: null,
    editedAt: null,
    deletedAt: null,
  });
  expect(await stored(message.id)).toBe(1);
  await eventually(() => expect(mary.events).toHaveLength(1));
  expect(mary.events[0]).toEqual({
    channel: 'team-chat',
    name: 'new-message',
    data: { channelId: message.channelId, message: answer },
  });
});
