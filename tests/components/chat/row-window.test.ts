import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  carryWindow,
  firstWindow,
  isEnough,
  RowHeights,
  rowAt,
  windowFor,
} from '../../../components/chat/row-window.ts';

const rowsOf = (keys: readonly string[]) => keys.map((key) => ({ key }));
const numbered = (count: number) => rowsOf(Array.from({ length: count }, (_, index) => String(index)));

function offsetsOf(heights: readonly number[]) {
  const known = new RowHeights(({ key }: { key: string }) => heights[Number(key)] ?? 0);
  return known.offsetsOf(numbered(heights.length));
}

const heights = fc.array(fc.integer({ min: 20, max: 2_000 }), { minLength: 1, maxLength: 400 });

test('a window shows all of its view, has at most 300 rows, and is good enough for what it was made for', () => {
  fc.assert(
    fc.property(heights, fc.nat(), fc.integer({ min: 1, max: 2_000 }), (all, place, size) => {
      const offsets = offsetsOf(all);
      const top = place % (offsets.at(-1) ?? 1);
      const view = { top, bottom: top + size };
      const { start, end } = windowFor(offsets, view);
      expect(end - start).toBeLessThanOrEqual(300);
      expect(start).toBeLessThanOrEqual(rowAt(offsets, view.top));
      expect(end).toBeGreaterThan(rowAt(offsets, view.bottom - 1));
      expect(isEnough({ start, end }, offsets, view)).toBe(true);
    }),
  );
});

test('a view of more rows than may be drawn is drawn from its top', () => {
  const offsets = offsetsOf(Array.from({ length: 2_000 }, () => 4));
  const { start, end } = windowFor(offsets, { top: 4_000, bottom: 6_000 });
  expect([start, end]).toEqual([1_000, 1_300]);
});

test('nothing is drawn anew for a few pixels, and it is before the view is empty', () => {
  const offsets = offsetsOf(Array.from({ length: 2_000 }, () => 40));
  const window = windowFor(offsets, { top: 20_000, bottom: 20_600 });
  expect(isEnough(window, offsets, { top: 20_400, bottom: 21_000 })).toBe(true);
  expect(isEnough(window, offsets, { top: 20_560, bottom: 21_160 })).toBe(false);
});

test('a window that has grown far beyond its view is drawn smaller', () => {
  const offsets = offsetsOf(Array.from({ length: 300 }, () => 40));
  const view = { top: 11_400, bottom: 12_000 };
  const { start, end } = windowFor(offsets, view);
  expect(isEnough({ start: start - 60, end }, offsets, view)).toBe(true);
  expect(isEnough({ start: start - 61, end }, offsets, view)).toBe(false);
});

test('what is measured counts more than what was guessed', () => {
  const known = new RowHeights(() => 40);
  const rows = numbered(3);
  expect([...known.offsetsOf(rows)]).toEqual([0, 40, 80, 120]);
  known.set(1, 100);
  expect([...known.offsetsOf(rows)]).toEqual([0, 40, 140, 180]);
  // by key: other rows before it do not change it
  expect([...known.offsetsOf(rowsOf(['older', '0', '1']))]).toEqual([0, 40, 80, 180]);
  known.clear();
  expect([...known.offsetsOf(rows)]).toEqual([0, 40, 80, 120]);
});

test('a list that changes around a window keeps the window’s rows in it, in their order', () => {
  const change = fc.record({
    before: fc.nat(60),
    after: fc.nat(60),
    gone: fc.array(fc.nat(199), { maxLength: 40 }),
    start: fc.nat(150),
    size: fc.integer({ min: 1, max: 50 }),
  });
  fc.assert(
    fc.property(change, ({ before, after, gone, start, size }) => {
      const rows = numbered(200);
      const window = { start, end: start + size };
      const kept = rows.filter((_, index) => !gone.includes(index));
      const next = [
        ...rowsOf(Array.from({ length: before }, (_, index) => `older ${index}`)),
        ...kept,
        ...rowsOf(Array.from({ length: after }, (_, index) => `newer ${index}`)),
      ];
      const carried = carryWindow(window, rows, next);
      const drawn = next.slice(carried.start, carried.end).map(({ key }) => key);
      const survivors = rows.slice(window.start, window.end).filter((row) => kept.includes(row));
      if (survivors.length === 0) expect(carried.end).toBe(next.length);
      else expect(drawn).toEqual(expect.arrayContaining(survivors.map(({ key }) => key)));
      expect(carried.end - carried.start).toBeLessThanOrEqual(300);
    }),
  );
});

test('a window at the end follows the end', () => {
  const rows = numbered(100);
  expect(carryWindow({ start: 60, end: 100 }, rows, numbered(103))).toEqual({ start: 60, end: 103 });
  expect(carryWindow({ start: 60, end: 99 }, rows, numbered(103))).toEqual({ start: 60, end: 99 });
  expect(carryWindow({ start: 60, end: 100 }, rows, numbered(900))).toEqual({ start: 60, end: 360 });
});

test('a list opens at its end, or around a row', () => {
  expect(firstWindow(numbered(1_000), null)).toEqual({ start: 960, end: 1_000 });
  expect(firstWindow(numbered(1_000), '500')).toEqual({ start: 480, end: 520 });
  expect(firstWindow(numbered(1_000), 'not there')).toEqual({ start: 960, end: 1_000 });
  expect(firstWindow([], null)).toEqual({ start: 0, end: 0 });
});
