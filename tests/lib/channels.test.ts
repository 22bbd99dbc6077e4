import { expect, test } from 'vitest';
import { nameOfPeople, nameProblem, normaliseName } from '#lib/channels/names';
import { type ChannelAction, isAllowed, type Standing } from '#lib/channels/rules';
import { type ListedChannel, sectionsOf } from '#lib/channels/sidebar';

const standing = (given: Partial<Standing>): Standing => ({
  kind: 'public',
  isMember: true,
  isArchived: false,
  isDefault: false,
  isManager: false,
  ...given,
});

const ACTIONS: ChannelAction[] = [
  'send',
  'rename',
  'set topic',
  'join',
  'leave',
  'invite',
  'remove',
  'archive',
  'unarchive',
  'personalise',
];
const allowed = (given: Partial<Standing>) => ACTIONS.filter((action) => isAllowed(action, standing(given)));

test('a member writes, invites, sets the topic and leaves', () => {
  expect(allowed({})).toEqual(['send', 'set topic', 'join', 'leave', 'invite', 'personalise']);
  expect(allowed({ kind: 'private' })).toEqual(['send', 'set topic', 'leave', 'invite', 'personalise']);
});

test('who made it, or owns the team, may do everything', () => {
  expect(allowed({ kind: 'private', isManager: true })).toEqual(
    ACTIONS.filter((action) => action !== 'join'),
  );
});

test('who is not in it may join a public one and nothing else, whoever they are', () => {
  expect(allowed({ isMember: false, isManager: true })).toEqual(['join']);
  expect(allowed({ isMember: false, isManager: true, kind: 'private' })).toEqual([]);
});

test('an archived channel can be left, brought back and sorted away', () => {
  expect(allowed({ isArchived: true, isManager: true })).toEqual(['leave', 'unarchive', 'personalise']);
  expect(allowed({ isArchived: true })).toEqual(['leave', 'personalise']);
});

test('a direct message is written to', () => {
  expect(allowed({ kind: 'direct', isManager: true })).toEqual(['send', 'personalise']);
});

test('nobody leaves the channel that everybody is in', () => {
  expect(allowed({ isDefault: true, isManager: true })).toEqual([
    'send',
    'rename',
    'set topic',
    'join',
    'invite',
    'personalise',
  ]);
});

test('names are normalised before they are looked at', () => {
  expect(normaliseName(' ｄｅｓｉｇｎ ')).toBe('design');
  expect(nameProblem('e\u0301'.normalize('NFKC'))).toBeNull();
  expect(nameProblem('дизайн-2')).toBeNull();
});

test('a direct message is named after the others, or after oneself', () => {
  expect(nameOfPeople(['Tom', 'Mary'], 'Kevin')).toBe('Mary, Tom');
  expect(nameOfPeople([], 'Kevin')).toBe('Kevin (you)');
});

const listed = (name: string, more: Partial<ListedChannel> = {}): ListedChannel => ({
  id: name,
  kind: 'public',
  name,
  isFavourite: false,
  archivedAt: null,
  lastSeq: 1,
  ...more,
});
const names = (some: readonly ListedChannel[]) => some.map(({ name }) => name);

test('each conversation stands in one section, by name', () => {
  const { favourites, channels, directs } = sectionsOf(
    [
      listed('team-10'),
      listed('Mary', { kind: 'direct' }),
      listed('team-9'),
      listed('älter', { kind: 'private' }),
      listed('Tom', { kind: 'direct', isFavourite: true }),
      listed('random', { isFavourite: true }),
    ],
    undefined,
  );
  expect(names(favourites)).toEqual(['random', 'Tom']);
  expect(names(channels)).toEqual(['älter', 'team-9', 'team-10']);
  expect(names(directs)).toEqual(['Mary']);
});

test('what is archived or has not begun is listed only while it is open', () => {
  const all = [
    listed('old', { archivedAt: '2026-11-01T00:00:00.000Z' }),
    listed('Mary', { kind: 'direct', lastSeq: 0 }),
  ];
  expect(sectionsOf(all, undefined)).toEqual({ favourites: [], channels: [], directs: [] });
  expect(names(sectionsOf(all, 'old').channels)).toEqual(['old']);
  expect(names(sectionsOf(all, 'Mary').directs)).toEqual(['Mary']);
});
