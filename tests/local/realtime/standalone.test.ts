import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import Pusher from 'pusher';
import PusherClient from 'pusher-js';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Client, listen } from './support.ts';

const RUN = join(import.meta.dirname, '../../../bin/run.mjs');
const SETTINGS = { PUSHER_APP_ID: '42', PUSHER_KEY: 'the-key', PUSHER_SECRET: 'the-secret' };

// as `npm run realtime` does
function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [RUN, 'local/realtime.ts'], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill();
  });
  return child;
}

async function startedOnAFreePort() {
  const child = start({ ...SETTINGS, PORT: '0' });
  const [line] = await once(child.stdout, 'data');
  return { child, port: Number(/:(\d+) /.exec(String(line))?.[1]) };
}

async function failureOf(env: Record<string, string>) {
  const child = start(env);
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, errors };
}

test('the real client hears what the real SDK sends, on a public, a private and a presence channel', async () => {
  const { port } = await startedOnAFreePort();
  const sdk = new Pusher({
    appId: '42',
    key: 'the-key',
    secret: 'the-secret',
    host: '127.0.0.1',
    port: `${port}`,
  });
  const client = new PusherClient('the-key', {
    cluster: 'local',
    wsHost: '127.0.0.1',
    wsPort: port,
    forceTLS: false,
    enabledTransports: ['ws'],
    channelAuthorization: {
      transport: 'ajax',
      endpoint: '',
      customHandler: ({ socketId, channelName }, callback) =>
        callback(null, sdk.authorizeChannel(socketId, channelName, { user_id: 'kevin' })),
    },
  });
  onTestFinished(() => client.disconnect());
  const heard: unknown[] = [];
  const channels = ['team', 'private-team', 'presence-team'];
  for (const name of channels) {
    const channel = client.subscribe(name);
    channel.bind('hello', (data: unknown) => heard.push([name, data]));
    await new Promise((resolve) => channel.bind('pusher:subscription_succeeded', resolve));
  }

  const response = await sdk.trigger(channels, 'hello', { text: 'hi' });

  expect(response.status).toBe(200);
  await vi.waitFor(() => expect(heard).toEqual(channels.map((name) => [name, { text: 'hi' }])));
});

test('it ends on SIGTERM, and its clients know that it will come back', async () => {
  const { child, port } = await startedOnAFreePort();
  const client = new Client(`ws://127.0.0.1:${port}/app/the-key?protocol=7`);
  await client.next('pusher:connection_established');

  child.kill('SIGTERM');

  expect(await client.closed).toMatchObject({ code: 1001 });
  expect(await once(child, 'close')).toEqual([0, null]);
});

test.each(['0.0.0.0', '::', '192.168.1.2', 'example.com', '127.0.0.1.example.com'])(
  'it refuses to listen on %s',
  async (HOST) => {
    const { code, errors } = await failureOf({ HOST, PORT: '0' });

    expect(code).toBe(1);
    expect(errors).toMatch(/^HOST must be a loopback address [^\n]*\.\n$/);
  },
);

const outsideAddress = Object.values(networkInterfaces())
  .flat()
  .find((address) => address && !address.internal && address.family === 'IPv4')?.address;

test.skipIf(!outsideAddress)('the machine does not answer on its own outside address', async () => {
  const { port } = await startedOnAFreePort();

  await expect(fetch(`http://${outsideAddress}:${port}/apps/42/channels`)).rejects.toThrow('fetch failed');
});

test('a taken port is one line that names the setting', async () => {
  const server = createServer();
  const port = await listen(server);
  onTestFinished(() => {
    server.close();
  });

  const { code, errors } = await failureOf({ PORT: String(port) });

  expect(code).toBe(1);
  expect(errors).toBe(`Port ${port} is taken: set PORT to another one.\n`);
});

test.each([
  [{ PORT: 'http' }, 'PORT must be a port number.\n'],
  [{ PUSHER_APP_ID: 'mine' }, 'PUSHER_APP_ID must be a number.\n'],
])('a setting that is wrong is named: %o', async (env, sentence) => {
  expect(await failureOf(env)).toEqual({ code: 1, errors: sentence });
});
