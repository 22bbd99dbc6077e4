import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { catchUpNow, catchUpSoon, forgetCatchUp } from '#services/catchUp';
import { chatStore, initialChat } from '#services/chatStore';
import { watchWaking } from '#services/wake';
import { aSync } from '../support/messages.ts';

/** Stands for the network: counts the syncs, and answers them or not. */
let isUp = true;
let underWay = 0;
let most = 0;
const asked: number[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  isUp = true;
  most = 0;
  asked.length = 0;
  vi.stubGlobal('fetch', async () => {
    asked.push(Date.now());
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setTimeout(resolve, 100));
    underWay -= 1;
    if (!isUp) throw new TypeError('Failed to fetch');
    return Response.json(aSync([]));
  });
});

afterEach(() => {
  forgetCatchUp();
  chatStore.setState(initialChat, true);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('wishes that come together are one sync, and never two are under way', async () => {
  catchUpSoon();
  catchUpSoon(1_000);
  catchUpNow();
  await vi.advanceTimersByTimeAsync(50);
  expect(asked).toHaveLength(1);
  // while that one is under way
  catchUpNow();
  catchUpSoon();
  await vi.advanceTimersByTimeAsync(2_000);

  expect(asked).toHaveLength(2);
  expect(most).toBe(1);
});

test('a failed sync comes again after 2, 4, 8, 16, 30 and 30 s, and events do not hurry it', async () => {
  isUp = false;
  catchUpSoon(0);
  for (let second = 0; second < 110; second += 1) {
    catchUpSoon();
    await vi.advanceTimersByTimeAsync(1_000);
  }

  const waits = asked.slice(1).map((at, index) => Math.round((at - (asked[index] ?? 0) - 100) / 1_000));
  expect(waits).toEqual([2, 4, 8, 16, 30, 30]);
});

test('a page that wakes asks at once, whatever failed before', async () => {
  isUp = false;
  catchUpSoon(0);
  await vi.advanceTimersByTimeAsync(10_000);
  const failed = asked.length;
  isUp = true;
  catchUpNow();
  await vi.advanceTimersByTimeAsync(30);

  expect(asked).toHaveLength(failed + 1);
});

test('without a network nothing is asked', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  catchUpSoon(0);
  await vi.advanceTimersByTimeAsync(60_000);

  expect(asked).toEqual([]);
});

test('the page wakes when it is seen after a minute, with the network, and after the machine slept', async () => {
  const visibility = vi.spyOn(document, 'visibilityState', 'get');
  const see = (state: DocumentVisibilityState) => {
    visibility.mockReturnValue(state);
    document.dispatchEvent(new Event('visibilitychange'));
  };
  const wake = vi.fn();
  const stop = watchWaking(wake);
  see('hidden');
  await vi.advanceTimersByTimeAsync(59_000);
  see('visible');
  expect(wake).toHaveBeenCalledTimes(0);
  see('hidden');
  await vi.advanceTimersByTimeAsync(60_000);
  see('visible');
  expect(wake).toHaveBeenCalledTimes(1);
  window.dispatchEvent(new Event('online'));
  expect(wake).toHaveBeenCalledTimes(2);
  vi.setSystemTime(Date.now() + 40_000);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(wake).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(wake).toHaveBeenCalledTimes(3);
  stop();
  window.dispatchEvent(new Event('online'));
  expect(wake).toHaveBeenCalledTimes(3);
});
