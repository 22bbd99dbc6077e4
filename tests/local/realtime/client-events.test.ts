import { expect, test } from 'vitest';
import { startRealtime } from './support.ts';

test('the others hear it, the sender does not', async () => {
  const { connect, join, realtime } = await startRealtime();
  const [sender, other] = [await connect(), await connect()];
  await join(sender, 'private-room');
  await join(other, 'private-room');

  sender.send('client-typing', { on: true }, 'private-room');
  await Promise.all([sender.settled(), other.settled()]);

  expect(sender.received).toEqual([]);
  expect(other.received).toEqual([{ event: 'client-typing', channel: 'private-room', data: { on: true } }]);
  expect(realtime.counts).toMatchObject({ clientEvents: 1, deliveries: 1, triggerRequests: 0 });
});

test('on a presence channel the server vouches for who sent it', async () => {
  const { connect, join } = await startRealtime();
  const [sender, other] = [await connect(), await connect()];
  await join(sender, 'presence-room', { user_id: 'kevin' });
  await join(other, 'presence-room', { user_id: 'mary' });

  sender.sendText('{"event":"client-hi","channel":"presence-room","data":{},"user_id":"mary"}');

  expect(await other.next('client-hi')).toMatchObject({ user_id: 'kevin' });
});

test.each([
  ['a public channel', 'team', 'client-hi', {}],
  ['an encrypted channel', 'private-encrypted-a', 'client-hi', {}],
  ['a channel not subscribed to', 'private-other', 'client-hi', {}],
  ['a name without client-', 'private-room', 'hi', {}],
  ['a name over 200 characters', 'private-room', `client-${'x'.repeat(194)}`, {}],
  ['data over 10 kB', 'private-room', 'client-hi', 'ü'.repeat(5_121)],
])('%s is refused', async (_what, channel, event, data) => {
  const { connect, join, realtime } = await startRealtime();
  const [sender, other] = [await connect(), await connect()];
  for (const client of [sender, other]) {
    await client.subscribe('team');
    await join(client, 'private-room');
    await join(client, 'private-encrypted-a');
  }

  sender.send(event, data, channel);

  expect((await sender.next('pusher:error')).data).toMatchObject({ code: null });
  await other.settled();
  expect(other.received).toEqual([]);
  expect(realtime.counts.clientEvents).toBe(0);
});

test('the eleventh within a second is refused with 4301, and the connection stays', async () => {
  const { connect, join } = await startRealtime();
  const [sender, other] = [await connect(), await connect()];
  await join(sender, 'private-room');
  await join(other, 'private-room');

  for (let n = 0; n < 11; n += 1) sender.send('client-n', { n }, 'private-room');
  await Promise.all([sender.settled(), other.settled()]);

  expect(other.all('client-n')).toHaveLength(10);
  expect(sender.all('pusher:error')).toHaveLength(1);
  expect(sender.received[0]?.data).toMatchObject({ code: 4301 });
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  sender.send('client-n', { n: 11 }, 'private-room');
  await sender.settled();
  expect(sender.all('pusher:error')).toHaveLength(1);
});
