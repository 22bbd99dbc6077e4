import { expect, test } from 'vitest';
import { connectionOf, dutiesOf, type Link, provesDeaf } from '#lib/connection';

/** Milliseconds; the link below came up, or was lost, at `START`. */
const START = 1_000_000;
const at = (seconds: number) => START + seconds * 1_000;

const live: Link = {
  isOnline: true,
  isVisible: true,
  socket: 'live',
  since: START,
  wasLive: true,
  isDeaf: false,
  hasSyncFailed: false,
  askedAt: START,
  heardAt: START,
  eventAt: 0,
  triedAt: 0,
  echoAt: 0,
  wokeAt: 0,
  pace: { every: 5, newsAt: START },
};
const down: Link = { ...live, socket: 'down' };
const refused: Link = { ...live, socket: 'refused' };
const unborn: Link = { ...down, wasLive: false };

const due = (link: Link, now: number) =>
  Object.fromEntries(dutiesOf(link, now).map(({ duty, at: when }) => [duty, (when - START) / 1_000]));

test.each<[string, Link, number, string]>([
  ['an open socket', live, 100, 'connected'],
  ['a first connection', unborn, 1, 'connecting'],
  ['a lost one', down, 1, 'reconnecting'],
  ['one that stays lost', down, 4, 'polling'],
  ['a first one that does not come', unborn, 4, 'polling'],
  ['one that Pusher refused', refused, 0, 'polling'],
  ['one that brings nothing', { ...live, isDeaf: true }, 1, 'polling'],
  ['a server that does not answer either', { ...down, hasSyncFailed: true }, 4, 'reconnecting'],
  ['no network', { ...live, isOnline: false }, 1, 'offline'],
])('%s', (_what, link, seconds, connection) => {
  expect(connectionOf(link, at(seconds))).toBe(connection);
});

test('an open socket needs nothing but a look after a minute of silence', () => {
  expect(due(live, at(1))).toEqual({ heartbeat: 60 });
  expect(due({ ...live, heardAt: at(50) }, at(51))).toEqual({ heartbeat: 110 });
});

test('without a socket the page looks after 4 s, asks every 5 s, and tries to open it every 10 s', () => {
  expect(due(down, at(1))).toEqual({ look: 4, 'try socket': 10 });
  expect(due(down, at(4))).toEqual({ poll: 5, 'try socket': 10 });
  expect(due({ ...down, triedAt: at(10), askedAt: at(10) }, at(10))).toEqual({ poll: 15, 'try socket': 20 });
  expect(due({ ...down, pace: { every: 30, newsAt: START } }, at(4))).toMatchObject({ poll: 30 });
});

test('a refusal is polled around at once, and tried again after 15 s', () => {
  expect(due(refused, at(0))).toEqual({ poll: 5, 'try socket': 15 });
});

test('what failed is asked again by its own back-off', () => {
  expect(due({ ...down, hasSyncFailed: true }, at(4))).toEqual({ 'try socket': 10 });
});

test('a socket that brings nothing is polled around, and an event of its own asked for every 30 s', () => {
  const deaf = { ...live, isDeaf: true };
  expect(due({ ...deaf, echoAt: at(0) }, at(1))).toEqual({ poll: 5, echo: 30 });
});

test('whoever wakes the page is not overtaken by what fell due while it slept', () => {
  expect(due({ ...down, wokeAt: at(100) }, at(100))).toEqual({ poll: 102.5, 'try socket': 102.5 });
  expect(due({ ...live, wokeAt: at(100) }, at(100))).toEqual({ heartbeat: 102.5 });
});

test.each([
  ['hidden', { isVisible: false }],
  ['offline', { isOnline: false }],
])('a %s page does nothing', (_what, more) => {
  expect(dutiesOf({ ...down, ...more }, at(30))).toEqual([]);
  expect(dutiesOf({ ...live, ...more }, at(30))).toEqual([]);
});

test('a message that should have come as an event long ago proves that none comes', () => {
  // the server's clock goes an hour ahead
  const server = (seconds: number) => new Date(at(seconds + 3_600)).toISOString();
  const answer = (made: number) => ({
    createdAt: [server(made)],
    serverTime: server(100),
    askedAt: at(100),
  });

  expect(provesDeaf(live, answer(90))).toBe(true);
  // its event may still come
  expect(provesDeaf(live, answer(96))).toBe(false);
  // it was made before this socket
  expect(provesDeaf(live, answer(-5))).toBe(false);
  // one event is lost, others came
  expect(provesDeaf({ ...live, eventAt: at(95) }, answer(90))).toBe(false);
  expect(provesDeaf(down, answer(90))).toBe(false);
});
