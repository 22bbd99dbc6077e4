/** The list of messages in Chromium, with 10,000 of them, beside bare virtua with the same. */
import type { Page } from '@playwright/test';
import { LIST_MESSAGES } from './limits.ts';
import type { Bench } from './list/page.tsx';
import { withListPages } from './list-pages.ts';
import { type Summary, summaryOf } from './samples.ts';

declare const bench: Bench;

const MOUNTS = 10;
const SWITCHES = 40;
const ARRIVALS = 100;

type Contestant = 'ours' | 'virtua';

/** Milliseconds, but for the counts. */
export interface ListFigures {
  mount: Summary;
  switching: Summary;
  arriving: Summary;
  /** One every 60 to 100 ms. */
  burst: Summary;
  /** Articles in the page at most while it is scrolled from end to end. */
  articles: number;
  /** The longest frame of it, and how many showed nothing in the middle. */
  longestFrame: number;
  emptyFrames: number;
  /** Megabytes with one channel open, all that the page needs besides included. */
  heap: number;
}

export interface ListReport {
  ours: ListFigures;
  virtua: ListFigures;
  /** CSS pixels that a text in view moved at most while 30 messages and 5 pictures came above and below. */
  shift: number;
}

export async function measureMessageList(): Promise<ListReport> {
  return withListPages(async (open) => {
    const ours = await measure(await open(), 'ours');
    const virtua = await measure(await open(), 'virtua');
    return { ours, virtua, shift: await measureShift(await open()) };
  });
}

async function measure(page: Page, contestant: Contestant): Promise<ListFigures> {
  const open = (id: string) =>
    page.evaluate(([who, what]) => bench.open(who, what), [contestant, id] as const);
  const arrive = () => page.evaluate((who) => bench.arrive(who, 'first'), contestant);
  const mounts = await times(MOUNTS, async () => {
    await page.evaluate(() => bench.clear());
    return open('first');
  });
  const switches = await times(SWITCHES, (index) => open(index % 2 === 0 ? 'second' : 'first'));
  const heap = await heapOf(page);
  const arrivals = await times(ARRIVALS, arrive);
  const bursts = await times(ARRIVALS, async (index) => {
    await page.waitForTimeout(60 + (index % 5) * 10);
    return arrive();
  });
  return {
    mount: summaryOf(mounts),
    switching: summaryOf(switches),
    arriving: summaryOf(arrivals),
    burst: summaryOf(bursts),
    heap,
    ...(await scrollThrough(page)),
  };
}

async function times(count: number, measureOnce: (index: number) => Promise<number>): Promise<number[]> {
  const samples: number[] = [];
  for (let index = 0; index < count; index += 1) samples.push(await measureOnce(index));
  return samples;
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}

/** From the end to the start, 1,200 px a frame. */
function scrollThrough(page: Page) {
  return page.evaluate(async () => {
    const log = document.querySelector<HTMLElement>('[role=log]');
    if (!log) throw new Error('There is no list');
    const { top, height } = log.getBoundingClientRect();
    const middle = top + height / 2;
    const frame = () => new Promise(requestAnimationFrame);
    let articles = 0;
    let longestFrame = 0;
    let emptyFrames = 0;
    await frame();
    let last = performance.now();
    while (log.scrollTop > 0) {
      log.scrollTop -= 1_200;
      await frame();
      await new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
      const now = performance.now();
      longestFrame = Math.max(longestFrame, now - last);
      articles = Math.max(articles, log.querySelectorAll('article').length);
      const isShown = [...log.querySelectorAll('article')].some((article) => {
        const { top, bottom } = article.getBoundingClientRect();
        return bottom > middle - 50 && top < middle + 50;
      });
      if (!isShown) emptyFrames += 1;
      last = performance.now();
    }
    return { articles, longestFrame, emptyFrames };
  });
}

/** A reader in the middle: what they read must not move, in no frame. */
async function measureShift(page: Page): Promise<number> {
  await page.evaluate((from) => {
    bench.forgetBefore('first', from);
    return bench.open('ours', 'first');
  }, LIST_MESSAGES - 150);
  return page.evaluate(async (from) => {
    const log = document.querySelector<HTMLElement>('[role=log]');
    if (!log) throw new Error('There is no list');
    const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    log.scrollTop -= 2_000;
    await wait(300);
    const view = log.getBoundingClientRect();
    const articles = () => [...log.querySelectorAll<HTMLElement>('article')];
    const anchor = articles().find((article) => article.getBoundingClientRect().top > view.top + 200);
    if (!anchor) throw new Error('There is nothing to read');
    const top = anchor.getBoundingClientRect().top;
    let shift = 0;
    let isOver = false;
    const watch = () => {
      shift = Math.max(shift, Math.abs(anchor.getBoundingClientRect().top - top));
      if (!isOver) requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
    let before = from;
    for (let index = 0; index < 30; index += 1) {
      bench.hear('first', 1);
      if (index % 6 === 0) {
        // above, below, above, …: a picture of which nobody knew how large it is
        const isAbove = index % 12 === 0;
        const beside = isAbove
          ? articles().findLast((article) => article.getBoundingClientRect().bottom < view.top)
          : articles().find((article) => article.getBoundingClientRect().top > view.bottom);
        const picture = document.createElement('img');
        picture.width = 300;
        picture.height = 180;
        picture.src = `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>`;
        beside?.querySelector('p, div')?.append(picture);
        bench.takeOlderPage('first', before);
        before -= 50;
      }
      await wait(60);
    }
    await wait(300);
    isOver = true;
    if (!anchor.isConnected) throw new Error('What was read is not there any more');
    return shift;
  }, LIST_MESSAGES - 150);
}
