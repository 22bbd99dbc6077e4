import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spanOfDay } from '#server/search/days';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Niue', '+23:59'];

const pad = (number: number, length: number) => String(number).padStart(length, '0');
const days = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 9_999 }), fc.constantFrom(0, 1, 99, 100, 999, 1_000, 9_999)),
    fc.integer({ min: 1, max: 12 }),
    fc.oneof(fc.integer({ min: 1, max: 28 }), fc.constant(31)),
  )
  .map(([year, month, day]) => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`)
  .filter((day) => new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ?? false);

test('each day of all years and time zones begins before it ends, in years that Postgres reads', () => {
  fc.assert(
    fc.property(days, days, fc.constantFrom(...ZONES), (day, other, timeZone) => {
      const { from, before } = spanOfDay(day, timeZone);
      expect(from.toISOString()).toMatch(/^[1-9]\d{3}-|^0999-/);
      expect(before.toISOString()).toMatch(/^[1-9]\d{3}-/);
      const hours = (before.getTime() - from.getTime()) / 3_600_000;
      expect(hours).toBeGreaterThan(22);
      expect(hours).toBeLessThan(26);
      if (other > day) expect(spanOfDay(other, timeZone).from >= from).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['2026-11-22', 'UTC', '2026-11-22T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
  ['2026-11-22', 'Pacific/Kiritimati', '2026-11-21T10:00:00.000Z', '2026-11-22T10:00:00.000Z'],
  // 23 and 25 hours
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
])('%s in %s', (day, timeZone, from, before) => {
  const span = spanOfDay(day, timeZone);
  expect([span.from.toISOString(), span.before.toISOString()]).toEqual([from, before]);
});
