import { expect, test } from 'vitest';
import { readStartOptions } from '../../local/start-options.ts';

const REAL = {
  DATABASE_URL: 'postgresql://someone:x@db.example.com/chat',
  PUSHER_APP_ID: '1',
  PUSHER_KEY: 'k',
  PUSHER_SECRET: 's',
  PUSHER_CLUSTER: 'eu',
};

test('with no settings everything is local', () => {
  expect(readStartOptions({}, [])).toEqual({
    port: 8888,
    stateDir: '.local',
    page: 'dist',
    vendors: 'local',
    previewsLoopback: false,
    notice: null,
  });
});

test('PORT, LOCAL_STATE_DIR, LOCAL_PREVIEWS_LOOPBACK and --dev are heard', () => {
  const env = { PORT: '9000', LOCAL_STATE_DIR: '/tmp/x', LOCAL_PREVIEWS_LOOPBACK: '1' };
  expect(readStartOptions(env, ['--dev'])).toMatchObject({
    port: 9000,
    stateDir: '/tmp/x',
    page: 'vite',
    previewsLoopback: true,
  });
});

test('a PORT that is none is told', () => {
  expect(() => readStartOptions({ PORT: 'eight' }, [])).toThrow('PORT=eight is no port');
});

test('all settings lead to Neon and Pusher, some are named as not enough', () => {
  const { DATABASE_URL, ...pusher } = REAL;

  expect(readStartOptions(REAL, [])).toMatchObject({ vendors: 'real', notice: null });
  expect(readStartOptions({ ...pusher, NETLIFY_DB_URL: DATABASE_URL }, []).vendors).toBe('real');
  expect(readStartOptions(pusher, [])).toMatchObject({
    vendors: 'local',
    previewsLoopback: false,
    notice: expect.stringMatching(/missing: DATABASE_URL$/),
  });
});
