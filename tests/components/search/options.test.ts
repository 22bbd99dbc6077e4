import { expect, test } from 'vitest';
import type { ChannelSummary } from '#lib/contracts/channels';
import type { User } from '#lib/contracts/sync';
import type { Channel } from '#services/chatStore';
import { optionNamed, peopleOptions, placeOptions } from '../../../components/search/options.ts';
import { general, kevin, mary } from '../chat/made.ts';

const person = (id: string, name: string): User => ({ id, name, email: `${id}@example.com`, image: null });
const direct = (id: string, name: string, memberIds: string[]): Channel => ({
  ...general,
  id,
  name,
  kind: 'direct',
  memberIds,
});
const values = (options: readonly { label: string; value: string }[]) =>
  options.map(({ label, value }) => [label, value]);

test('people are called by name; who shares theirs, or has one that cannot be typed, by e-mail', () => {
  const twins = [
    person('a', 'Mary Ann'),
    person('b', 'mary ann'),
    person('c', 'Me'),
    person('d', 'Jo "Ace"'),
  ];
  expect(values(peopleOptions([kevin, ...twins], kevin.id))).toEqual([
    ['Jo "Ace"', 'd@example.com'],
    ['Kevin (you)', 'Kevin'],
    ['Mary Ann', 'a@example.com'],
    ['mary ann', 'b@example.com'],
    ['Me', 'c@example.com'],
  ]);
});

test('places are channels, also those one is not in, then people; a channel of their name comes first', () => {
  const channels = [
    general,
    direct('with-mary', 'Mary', [kevin.id, mary.id]),
    direct('notes', 'Kevin (you)', [kevin.id]),
    direct('group', 'Mary, Tom', [kevin.id, mary.id, 'tom']),
  ];
  const other: ChannelSummary = {
    id: 'other',
    name: 'mary',
    topic: '',
    archivedAt: null,
    isMember: false,
    memberCount: 1,
  };
  expect(values(placeOptions(channels, [other], [kevin, mary], kevin.id))).toEqual([
    ['#general', 'general'],
    ['#mary', 'mary'],
    ['Kevin (you)', 'Kevin'],
    ['Mary', 'mary@example.com'],
  ]);
});

test('what is typed stands for an option when it can be no other', () => {
  const options = peopleOptions([kevin, mary, person('x', 'Sofía'), person('y', 'sofia')], kevin.id);
  expect(optionNamed(options, 'KEVIN')?.id).toBe(kevin.id);
  expect(optionNamed(options, 'me')?.id).toBe(kevin.id);
  expect(optionNamed(options, 'mary@example.com')?.id).toBe(mary.id);
  expect(optionNamed(options, 'sofia')).toBeUndefined();
  expect(optionNamed(options, 'nobody')).toBeUndefined();
});
