import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readEnv } from '#server/env';
import { expectErrors } from '../support/quiet.ts';
import { call } from '../support/world.ts';

const functions = readdirSync('netlify/functions').map((file) => file.replace(/\.ts$/, ''));

test.each(functions)('without settings %s answers 503 and names in the log what is missing', async (name) => {
  expectErrors(
    /Missing or unusable settings: DATABASE_URL, PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET, PUSHER_CLUSTER, BETTER_AUTH_SECRET/,
  );
  process.env.URL = 'https://chat.example';
  const response = await call(name, null, { body: {} });

  expect(response.status).toBe(503);
  const text = await response.text();
  expect(JSON.parse(text).error.code).toBe('unavailable');
  expect(text).not.toMatch(/PUSHER|DATABASE/);
});

const complete = {
  DATABASE_URL: 'postgresql://user:secret@db.example/chat',
  PUSHER_APP_ID: '1',
  PUSHER_KEY: 'key',
  PUSHER_SECRET: 'secret',
  PUSHER_CLUSTER: 'eu',
  BETTER_AUTH_SECRET: 'x'.repeat(32),
  URL: 'https://chat.example',
};

test.each(['NETLIFY_DB_URL', 'NETLIFY_DATABASE_URL'])('%s stands for DATABASE_URL', (name) => {
  const { DATABASE_URL, ...others } = complete;
  expect(readEnv({ ...others, [name]: DATABASE_URL }).DATABASE_URL).toBe(DATABASE_URL);
});

test('a secret that is too short is named, and its value is not', () => {
  expect(() => readEnv({ ...complete, BETTER_AUTH_SECRET: 'short-one' })).toThrow(
    'Missing or unusable settings: BETTER_AUTH_SECRET',
  );
});

test('an empty setting counts as missing', () => {
  expect(() => readEnv({ ...complete, PUSHER_KEY: '' })).toThrow('PUSHER_KEY');
});
