import { expect, test } from 'vitest';
import { Faults } from '../../../local/faults/faults.ts';
import { type FaultPlan, FaultPlanError, parsePlan } from '../../../local/faults/plan.ts';
import { seededRandom } from '../../../local/faults/random.ts';

const some = (count: number, draw: () => number | boolean) => Array.from({ length: count }, draw);

test('the random numbers of a seed are those of mulberry32, evenly spread', () => {
  const numbers = some(10_000, seededRandom(1)).map(Number);

  expect(numbers.slice(0, 3)).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  expect(numbers.reduce((sum, number) => sum + number) / numbers.length).toBeCloseTo(0.5, 1);
  expect(some(3, seededRandom(2))).not.toEqual(some(3, seededRandom(1)));
});

test('the same seed gives the same faults, another seed others', () => {
  const faults = new Faults();
  const drawn = (plan: FaultPlan) => {
    faults.set(plan);
    return some(100, () => faults.happens(plan.sql?.drop));
  };
  const sql = { drop: 0.5 };

  expect(drawn({ seed: 7, sql })).toEqual(drawn({ seed: 7, sql }));
  expect(drawn({ seed: 8, sql })).not.toEqual(drawn({ seed: 7, sql }));
});

test('a seed that was chosen is shown, and repeats what happened', () => {
  const faults = new Faults();
  faults.set({ sql: { drop: 0.5 } });
  const first = some(100, () => faults.happens(0.5));
  const { plan } = faults;
  faults.set(plan);

  expect(some(100, () => faults.happens(0.5))).toEqual(first);
  expect(plan).toEqual({ seed: expect.any(Number), sql: { drop: 0.5 } });
});

test('0 never happens, 1 always, and what is not in the plan draws no number', () => {
  const faults = new Faults();
  faults.set({ seed: 3, sql: { drop: 0 } });

  expect(some(1_000, () => faults.happens(0))).not.toContain(true);
  expect(some(1_000, () => faults.happens(1))).not.toContain(false);
  faults.set({ seed: 3, sql: { drop: 0 } });
  const first = faults.happens(0.5);
  faults.set({ seed: 3, sql: { drop: 0 } });
  faults.happens(undefined);
  expect(faults.happens(0.5)).toBe(first);
});

test.each<[string, unknown, string]>([
  ['an unknown part', { redis: {} }, 'redis'],
  ['an unknown field', { sql: { down: true } }, 'sql.down'],
  ['a probability over 1', { deliveries: { drop: 1.5 } }, 'deliveries.drop'],
  ['a negative probability', { api: { refuse: -0.1 } }, 'api.refuse'],
  ['a text for a switch', { sockets: { down: 'yes' } }, 'sockets.down'],
  ['a delay that ends before it begins', { sql: { delay: [20, 10] } }, 'sql.delay'],
  ['a delay over a minute', { api: { delay: [0, 60_001] } }, 'api.delay.1'],
  ['a delay of one number', { api: { delay: [5] } }, 'api.delay'],
  ['a seed that is no whole number', { seed: 1.5 }, 'seed'],
  ['a negative seed', { seed: -1 }, 'seed'],
  ['a null', { sql: null }, 'sql'],
  ['a list', [], ''],
])('%s is refused by its name, and the plan stays', (_what, given, path) => {
  const faults = new Faults();
  faults.set({ seed: 1, api: { quota: true } });
  const set = () => faults.set(given as FaultPlan);

  expect(set).toThrow(FaultPlanError);
  expect(() => parsePlan(given)).toThrow(
    expect.objectContaining({ issues: [{ path, message: expect.stringMatching(/./) }] }),
  );
  expect(faults.plan).toEqual({ seed: 1, api: { quota: true } });
});

test('a delay ends with the plan that made it', async () => {
  const faults = new Faults();
  faults.set({ seed: 1, sql: { delay: [60_000, 60_000] } });
  const waiting = faults.delay(faults.plan.sql?.delay);

  faults.clear();

  await waiting;
  expect(faults.plan).toEqual({});
});
