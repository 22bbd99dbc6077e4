import { expect, test } from 'vitest';
import { PRESENCE_MAX } from '#lib/contracts/realtime';
import {
  arrive,
  isAlone,
  leave,
  lose,
  nextSettling,
  onlineIn,
  type Presence,
  settle,
  takeList,
  UNKNOWN_PRESENCE,
  whereaboutsOf,
} from '#lib/presence';

const online = (presence: Presence) => {
  const ids = onlineIn(presence);
  return ids && [...ids].sort();
};
const listed = (...ids: string[]) => takeList(UNKNOWN_PRESENCE, ids, 0);

test('who arrives is there at once, who leaves after 5 s', () => {
  const presence = leave(arrive(listed('me'), 'mary'), 'mary', 1_000);

  expect(nextSettling(presence)).toBe(6_000);
  expect(online(settle(presence, 5_999))).toEqual(['mary', 'me']);
  expect(online(settle(presence, 6_000))).toEqual(['me']);
});

test('who comes back within 5 s was never away', () => {
  const presence = arrive(leave(listed('me', 'mary'), 'mary', 1_000), 'mary');

  expect(nextSettling(presence)).toBeNull();
  expect(online(settle(presence, 60_000))).toEqual(['mary', 'me']);
});

test('who is missing in a new list has just left', () => {
  const presence = takeList(listed('me', 'mary', 'tom'), ['me', 'tom'], 1_000);

  expect(online(presence)).toEqual(['mary', 'me', 'tom']);
  expect(online(settle(presence, 6_000))).toEqual(['me', 'tom']);
});

test('a lost connection keeps what was known for 5 s, then nothing is known', () => {
  const presence = lose(listed('me', 'mary'), 1_000);

  expect(lose(presence, 3_000)).toBe(presence);
  expect(online(settle(presence, 5_999))).toEqual(['mary', 'me']);
  expect(online(settle(presence, 6_000))).toBeNull();
});

test('a new list within 5 s of a lost connection is all that was needed', () => {
  const presence = takeList(lose(listed('me', 'mary'), 1_000), ['me', 'mary'], 3_000);

  expect(nextSettling(presence)).toBeNull();
  expect(online(presence)).toEqual(['mary', 'me']);
});

test('before there is a list nothing is known, whoever comes', () => {
  expect(online(arrive(UNKNOWN_PRESENCE, 'mary'))).toBeNull();
});

test('a full list says nothing of who is not in it', () => {
  const full = new Set(Array.from({ length: PRESENCE_MAX }, (_, n) => `person ${n}`));

  expect(whereaboutsOf(full, 'person 1')).toBe('online');
  expect(whereaboutsOf(full, 'mary')).toBe('unknown');
  expect(whereaboutsOf(new Set(['me']), 'mary')).toBe('offline');
  expect(whereaboutsOf(null, 'mary')).toBe('unknown');
});

test.each([
  ['nothing is known', null, undefined, false],
  ['somebody else is online', new Set(['me', 'mary']), undefined, false],
  ['nobody else is online', new Set(['me']), undefined, true],
  ['only strangers to a private channel are online', new Set(['me', 'mary']), ['me', 'tom'], true],
  ['a member of a private channel is online', new Set(['me', 'tom']), ['me', 'tom'], false],
  ['the list is full', new Set(Array.from({ length: 100 }, (_, n) => `${n}`)), ['me', 'tom'], false],
])('alone: %s', (_when, ids, members, alone) => {
  expect(isAlone(ids, 'me', members)).toBe(alone);
});

test('who is leaving stays no longer, however often it is said', () => {
  const leaving = leave(listed('me', 'mary'), 'mary', 1_000);

  expect(leave(leaving, 'mary', 4_000)).toBe(leaving);
  expect(online(settle(takeList(leaving, ['me'], 4_000), 6_000))).toEqual(['me']);
  expect(online(settle(takeList(listed('me', 'mary'), ['me'], 1_000), 1_001))).toEqual(['mary', 'me']);
});
