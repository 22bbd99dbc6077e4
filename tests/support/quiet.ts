import { afterEach, beforeEach, expect, vi } from 'vitest';

// A test says which errors it expects on the console (`expectErrors`); any other one fails it.
let expected: RegExp[] = [];

export function expectErrors(...patterns: RegExp[]): void {
  expected.push(...patterns);
}

beforeEach(() => {
  expected = [];
  vi.spyOn(console, 'log').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
});

afterEach(() => {
  const errors = vi.mocked(console.error).mock.calls.map((args) => args.map(String).join(' '));
  vi.restoreAllMocks();
  expect(errors.filter((error) => !expected.some((pattern) => pattern.test(error)))).toEqual([]);
});
