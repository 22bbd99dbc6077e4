/** A laptop that sleeps, as far as a page can tell: hidden, without a network, and its clock jumps. */
import type { Page } from '@playwright/test';

/** Call it before the page opens. */
export async function canSleep(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const real = Date.now;
    const asleep = { isHidden: false, skipped: 0 };
    Object.assign(window, { asleep });
    Date.now = () => real() + asleep.skipped;
    Object.defineProperty(document, 'visibilityState', {
      get: () => (asleep.isHidden ? 'hidden' : 'visible'),
    });
    Object.defineProperty(document, 'hidden', { get: () => asleep.isHidden });
  });
}

export async function fallAsleep(page: Page): Promise<void> {
  await setHidden(page, true);
  await page.context().setOffline(true);
}

/** @param seconds that the laptop has slept */
export async function wakeUp(page: Page, seconds = 600): Promise<void> {
  await setHidden(page, false, seconds);
  await page.context().setOffline(false);
}

/** @param seconds by which the clock of the page jumps */
export async function setHidden(page: Page, isHidden: boolean, seconds = 0): Promise<void> {
  await page.evaluate(
    (next) => {
      const { asleep } = window as unknown as { asleep: { isHidden: boolean; skipped: number } };
      asleep.isHidden = next.isHidden;
      asleep.skipped += next.seconds * 1_000;
      document.dispatchEvent(new Event('visibilitychange'));
    },
    { isHidden, seconds },
  );
}
