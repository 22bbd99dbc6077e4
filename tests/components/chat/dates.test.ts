import { expect, test } from 'vitest';
import { dayLabelOf } from '../../../components/chat/dates.ts';

const now = new Date(2026, 10, 18, 0, 5);
const label = (year: number, month: number, day: number, hour = 12) =>
  dayLabelOf(new Date(year, month, day, hour).toISOString(), now);

test.each([
  ['Today', label(2026, 10, 18, 0)],
  ['Yesterday', label(2026, 10, 17, 23)],
  ['Monday, 16 November', label(2026, 10, 16)],
  ['Wednesday, 31 December 2025', label(2025, 11, 31)],
  ['Thursday, 19 November', label(2026, 10, 19)],
])('%s', (expected, actual) => {
  expect(actual).toBe(expected);
});
