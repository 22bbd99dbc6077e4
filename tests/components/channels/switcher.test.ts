import { expect, test } from 'vitest';
import { type Goal, rankGoals } from '../../../components/channels/switcher.ts';

const goal = (name: string, isUnread = false): Goal => ({ key: name, name, isUnread });
const ranked = (query: string, ...goals: Goal[]) => rankGoals(goals, query).map(({ name }) => name);

test('without a word, what is unread comes first', () => {
  expect(ranked('', goal('a'), goal('b', true), goal('c'))).toEqual(['b', 'a', 'c']);
});

test('letters in order find a name, without regard to case and accents', () => {
  expect(ranked('rndm', goal('general'), goal('random'))).toEqual(['random']);
  expect(ranked('SOFIA', goal('Sofía'), goal('Tom'))).toEqual(['Sofía']);
  expect(ranked('zzz', goal('general'))).toEqual([]);
});

test('the better fit wins, and of two that fit alike the unread one', () => {
  expect(ranked('design', goal('old-designs', true), goal('design'))).toEqual(['design', 'old-designs']);
  expect(ranked('team', goal('team-a'), goal('team-b', true))).toEqual(['team-b', 'team-a']);
});
