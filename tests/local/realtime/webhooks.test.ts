import { createServer } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { expectErrors } from '../../support/quiet.ts';
import { listen, startRealtime } from './support.ts';

interface Call {
  headers: Record<string, unknown>;
  rawBody: string;
}

/** An endpoint as an app would have it. */
async function startEndpoint(status = 200) {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    let rawBody = '';
    for await (const chunk of request) rawBody += chunk;
    calls.push({ headers: request.headers, rawBody });
    response.writeHead(status).end();
  });
  const url = `http://127.0.0.1:${await listen(server)}/hook`;
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const events = () => calls.flatMap(({ rawBody }) => JSON.parse(rawBody).events);
  return { url, calls, events };
}

test('every kind of webhook arrives, in order', async () => {
  const endpoint = await startEndpoint();
  const { connect, join } = await startRealtime({ webhookUrl: endpoint.url });
  const client = await connect();
  const channel = 'presence-cache-room';
  await join(client, channel, { user_id: 'kevin' });
  client.send('client-hi', { n: 1 }, channel);
  client.send('pusher:unsubscribe', { channel });

  await vi.waitFor(() => expect(endpoint.events()).toHaveLength(6));

  const hi = { event: 'client-hi', data: '{"n":1}', socket_id: client.socketId, user_id: 'kevin' };
  expect(endpoint.events()).toEqual([
    { name: 'channel_occupied', channel },
    { name: 'member_added', channel, user_id: 'kevin' },
    { name: 'cache_miss', channel },
    { name: 'client_event', channel, ...hi },
    { name: 'member_removed', channel, user_id: 'kevin' },
    { name: 'channel_vacated', channel },
  ]);
});

test('the real SDK accepts the signature, and not that of a changed body', async () => {
  const endpoint = await startEndpoint();
  const { connect, sdk } = await startRealtime({ webhookUrl: endpoint.url });
  await (await connect()).subscribe('team');
  await vi.waitFor(() => expect(endpoint.calls).toHaveLength(1));
  const [call] = endpoint.calls;
  if (!call) throw new Error('no call');

  expect(sdk.webhook(call).isValid()).toBe(true);
  expect(sdk.webhook(call).getTime().getTime()).toBeGreaterThan(Date.now() - 10_000);
  expect(sdk.webhook({ ...call, rawBody: call.rawBody.replace('team', 'none') }).isValid()).toBe(false);
});

test('a channel is occupied by its first subscriber only, and a signed-in person occupies none', async () => {
  const endpoint = await startEndpoint();
  const { connect, sdk } = await startRealtime({ webhookUrl: endpoint.url });
  const [first, second] = [await connect(), await connect()];
  await first.subscribe('team');
  await second.subscribe('team');
  first.send('pusher:signin', sdk.authenticateUser(first.socketId, { id: 'kevin' }));
  await first.subscribe('#server-to-user-kevin');
  await second.subscribe('other');

  await vi.waitFor(() => expect(endpoint.events()).toHaveLength(2));

  expect(endpoint.events().map(({ channel }) => channel)).toEqual(['team', 'other']);
});

test('an endpoint that fails is reported and the next webhook is still sent', async () => {
  expectErrors(/^The webhook .* was not taken: Error: status 500/);
  const endpoint = await startEndpoint(500);
  const { connect, realtime } = await startRealtime({ webhookUrl: endpoint.url });
  const client = await connect();

  await client.subscribe('a');
  await vi.waitFor(() => expect(console.error).toHaveBeenCalledTimes(1));
  await client.subscribe('b');
  await vi.waitFor(() => expect(console.error).toHaveBeenCalledTimes(2));

  expect(endpoint.calls).toHaveLength(2);
  expect(realtime.counts.webhooks).toBe(0);
});
