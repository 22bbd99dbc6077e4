import { expect, test } from 'vitest';
import { freshPace, slower } from '#lib/polling';

const paceAfter = (...quietSeconds: number[]) =>
  quietSeconds.reduce((pace, second) => slower(pace, second * 1_000), freshPace(0)).every;

test('for two minutes without news it stays at 5 s, then it slows down step by step to 30 s', () => {
  expect(paceAfter(5, 60, 119)).toBe(5);
  expect(paceAfter(120)).toBe(10);
  expect(paceAfter(120, 130)).toBe(15);
  expect(paceAfter(120, 130, 145)).toBe(20);
  expect(paceAfter(120, 130, 145, 165)).toBe(30);
  expect(paceAfter(120, 130, 145, 165, 195)).toBe(30);
});
