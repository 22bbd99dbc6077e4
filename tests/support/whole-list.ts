import type { Locator } from '@playwright/test';

interface Entry {
  id: string;
  text: string;
}

/**
 * Everything that a message list has, from the top: it draws only what is near its view, so it is scrolled through; and once more
 * while that brings messages that were not there before.
 */
export async function wholeList(list: Locator): Promise<Entry[]> {
  let before: Entry[] = [];
  for (;;) {
    const entries = await scrollThrough(list);
    if (JSON.stringify(entries) === JSON.stringify(before)) return entries;
    before = entries;
  }
}

function scrollThrough(list: Locator): Promise<Entry[]> {
  return list.evaluate(async (log) => {
    const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    // older pages may come, and leave the view where it is
    for (let stillFor = 0; stillFor < 3; stillFor += 1) {
      if (log.scrollTop > 0) stillFor = 0;
      log.scrollTop = 0;
      await wait(100);
    }
    const found = new Map<string, string>();
    for (let before = -1; log.scrollTop > before; ) {
      for (const article of log.querySelectorAll<HTMLElement>('article')) {
        found.set(article.dataset.message ?? '', article.innerText);
      }
      before = log.scrollTop;
      log.scrollTop += log.clientHeight;
      await wait(50);
    }
    return [...found].map(([id, text]) => ({ id, text }));
  });
}
