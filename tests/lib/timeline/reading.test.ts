import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Reading, readOn } from '#lib/timeline/reading';

const START: Reading = { readSeq: 10, passedAt: null };

describe('reading on', () => {
  it('goes to the last message in view where nothing is missing', () => {
    const views = fc.record({ first: fc.integer({ min: 1, max: 50 }), size: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(views), (steps) => {
        let reading = START;
        let highest = START.readSeq;
        for (const { first, size } of steps) {
          highest = Math.max(highest, first + size);
          reading = readOn(reading, [], { first, last: first + size });
          expect(reading).toEqual({ readSeq: highest, passedAt: null });
        }
      }),
    );
  });

  it('stops at what was never fetched, however far one scrolls', () => {
    const holes = [{ from: 21, to: 40 }];
    expect(readOn(START, holes, { first: 15, last: 45 })).toEqual({ readSeq: 20, passedAt: null });
    expect(readOn(START, holes, { first: 50, last: 60 })).toEqual({ readSeq: 20, passedAt: 21 });
  });

  it('stays there when what was passed has come, until one is back where it began', () => {
    const passed = readOn(START, [{ from: 21, to: 40 }], { first: 50, last: 60 });
    const further = readOn(passed, [], { first: 51, last: 61 });
    expect(further).toEqual(passed);
    const back = readOn(further, [], { first: 20, last: 30 });
    expect(back).toEqual({ readSeq: 30, passedAt: null });
    expect(readOn(back, [], { first: 51, last: 61 }).readSeq).toBe(61);
  });

  it('minds no hole above what was read, and none of which a part was read elsewhere but for its rest', () => {
    expect(readOn(START, [{ from: 3, to: 8 }], { first: 11, last: 15 }).readSeq).toBe(15);
    expect(readOn(START, [{ from: 3, to: 12 }], { first: 14, last: 15 })).toEqual({
      readSeq: 10,
      passedAt: 11,
    });
    const readElsewhere = { readSeq: 80, passedAt: 11 };
    expect(readOn(readElsewhere, [], { first: 81, last: 90 })).toEqual({ readSeq: 90, passedAt: null });
  });

  it('never reads a message that was not in view or above it, and never goes back', () => {
    const seq = fc.integer({ min: 1, max: 60 });
    const hole = fc.tuple(seq, seq).map(([one, other]) => ({
      from: Math.min(one, other),
      to: Math.max(one, other),
    }));
    const step = fc.record({ view: hole, holes: hole.map((only) => [only]) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let reading = START;
        for (const { view, holes } of steps) {
          const next = readOn(reading, holes, { first: view.from, last: view.to });
          expect(next.readSeq).toBeGreaterThanOrEqual(reading.readSeq);
          expect(next.readSeq).toBeLessThanOrEqual(Math.max(reading.readSeq, view.to));
          const missed = holes.filter(({ from, to }) => to > reading.readSeq && from <= next.readSeq);
          if (next.readSeq > reading.readSeq) expect(missed).toEqual([]);
          reading = next;
        }
      }),
    );
  });
});
