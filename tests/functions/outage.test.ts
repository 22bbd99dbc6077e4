import { expect, test, vi } from 'vitest';
import { expectErrors } from '../support/quiet.ts';
import { call, createWorld, send } from '../support/world.ts';

test('without its database a function answers 503, and its log repeats nothing that people wrote', async () => {
  expectErrors(/💥/);
  const world = await createWorld();
  await world.close();
  const response = await send(world.kevin, { channelId: world.channels.general, content: 'between us' });
  const text = await response.text();

  expect(response.status).toBe(503);
  expect(JSON.parse(text).error).toEqual({
    code: 'unavailable',
    message: 'The database cannot be reached right now',
  });
  const logged = vi.mocked(console.error).mock.calls.join('\n');
  expect(logged).toContain('💥');
  expect(`${logged}${text}`).not.toMatch(/between us|insert into|postgresql:/);
  expect((await call('chat-sync', world.kevin, { body: {} })).status).toBe(503);
});
