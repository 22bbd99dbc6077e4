import type { Page } from '@playwright/test';
import { serveBenchPage } from './bench-page.ts';
import type { Bench } from './list/page.tsx';

declare const bench: Bench;

/** Opens the page in `list/` as often as it is measured, each time with all its messages loaded. */
export async function withListPages<T>(measure: (open: () => Promise<Page>) => Promise<T>): Promise<T> {
  const { open, close } = await serveBenchPage('list');
  try {
    return await measure(async () => {
      const page = await open();
      await page.evaluate(() => bench.prepare());
      return page;
    });
  } finally {
    await close();
  }
}
