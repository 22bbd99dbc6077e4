import { expect, test } from 'vitest';
import { startRealtime } from './support.ts';

test('a subscriber hears an event once, with its data as it was sent', async () => {
  const { connect, sdk } = await startRealtime();
  const client = await connect();
  const { channel, data } = await client.subscribe('team');
  expect({ channel, data }).toEqual({ channel: 'team', data: '{}' });

  await sdk.trigger('team', 'hello', { text: 'Grüße 👋' });
  await client.settled();

  const hello = { event: 'hello', channel: 'team', data: '{"text":"Grüße 👋"}' };
  expect(client.all('hello')).toEqual([hello]);
});

test('nobody hears a channel they have left or never joined', async () => {
  const { connect, sdk, realtime } = await startRealtime();
  const [left, elsewhere] = [await connect(), await connect()];
  await left.subscribe('team');
  await elsewhere.subscribe('other');
  left.send('pusher:unsubscribe', { channel: 'team' });
  await left.settled();

  await sdk.trigger('team', 'hello', {});
  await Promise.all([left.settled(), elsewhere.settled()]);

  expect([...left.received, ...elsewhere.received]).toEqual([]);
  expect(realtime.counts).toMatchObject({ triggerRequests: 1, publishedEvents: 1, deliveries: 0 });
});

test('the socket named in socket_id is left out', async () => {
  const { connect, sdk } = await startRealtime();
  const [sender, other] = [await connect(), await connect()];
  await sender.subscribe('team');
  await other.subscribe('team');

  await sdk.trigger('team', 'hello', {}, { socket_id: sender.socketId });
  await Promise.all([sender.settled(), other.settled()]);

  expect(sender.all('hello')).toEqual([]);
  expect(other.all('hello')).toHaveLength(1);
});

test('a private channel takes the signature of the real SDK, channel data included', async () => {
  const { connect, join } = await startRealtime();
  const client = await connect();

  await join(client, 'private-a');
  await join(client, 'private-b', { user_id: 'kevin' });
});

test.each([
  ['no signature', () => ({})],
  ['a signature for another socket', (sign: Sign) => sign('1.1', 'private-team')],
  ['a signature for another channel', (sign: Sign, id: string) => sign(id, 'private-other')],
  [
    'channel data that was not signed',
    (sign: Sign, id: string) => ({ ...sign(id, 'private-team'), channel_data: '{"user_id":"mary"}' }),
  ],
])('a private channel refuses %s and says what had to be signed', async (_what, authFor) => {
  const { connect, sdk } = await startRealtime();
  const client = await connect();

  const auth = authFor((id, channel) => ({ ...sdk.authorizeChannel(id, channel) }), client.socketId);
  client.send('pusher:subscribe', { channel: 'private-team', ...auth });

  const { data } = await client.next('pusher:error');
  expect(data).toMatchObject({ message: expect.stringContaining(`${client.socketId}:private-team`) });
  await sdk.trigger('private-team', 'secret', {});
  await client.settled();
  expect(client.received).toEqual([]);
});
type Sign = (socketId: string, channel: string) => Record<string, unknown>;

test.each(['', 'with space', 'ümlaut', 'a/b', 'x'.repeat(165), '#server-to-user-'])(
  'a channel cannot be called "%s"',
  async (channel) => {
    const { connect } = await startRealtime();
    const client = await connect();

    client.send('pusher:subscribe', { channel });

    expect((await client.next('pusher:error')).data).toMatchObject({ message: 'Invalid channel name' });
  },
);

test('subscribing twice is refused and delivers once', async () => {
  const { connect, sdk } = await startRealtime();
  const client = await connect();
  await client.subscribe('team');

  client.send('pusher:subscribe', { channel: 'team' });
  await client.next('pusher:error');
  await sdk.trigger('team', 'hello', {});
  await client.settled();

  expect(client.all('hello')).toHaveLength(1);
});
