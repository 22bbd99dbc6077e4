import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryDelay } from '#lib/backoff';

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('waits grow 2, 4, 8, 16, 30 s and stay there', () => {
  expect([1, 2, 3, 4, 5, 6, 50].map((attempts) => retryDelay(attempts, 0.5))).toEqual([
    2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
  ]);
});

test('every wait is within a quarter of its step, and pages spread over it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), random, (attempts, chance) => {
      const middle = retryDelay(attempts, 0.5);
      const delay = retryDelay(attempts, chance);
      expect(delay).toBeGreaterThanOrEqual(middle * 0.75);
      expect(delay).toBeLessThanOrEqual(middle * 1.25);
    }),
  );
  expect(retryDelay(1, 0.9)).toBeGreaterThan(retryDelay(1, 0.1));
});

test('a server that asks for longer than an hour is asked again after one', () => {
  expect(retryDelay(1, 0, 99_999_999_999)).toBe(3_600_000);
});

test('Retry-After is the least wait, and pages that were told the same spread after it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      random,
      fc.integer({ min: 0, max: 3_600 }),
      (attempts, chance, seconds) => {
        const delay = retryDelay(attempts, chance, seconds);
        expect(delay).toBeGreaterThanOrEqual(seconds * 1_000);
        expect(delay).toBeGreaterThanOrEqual(retryDelay(attempts, chance));
      },
    ),
  );
  expect(retryDelay(1, 0.9, 60)).toBeGreaterThan(retryDelay(1, 0.1, 60));
});

test('a Retry-After that makes no sense changes nothing', () => {
  for (const seconds of [0, -5]) expect(retryDelay(1, 0.5, seconds)).toBe(2_000);
});
