/** Typing in Chromium below a list of 10,000 messages: into an empty field, and behind a text that is nearly too long. */
import type { Page } from '@playwright/test';
import type { Bench } from './list/page.tsx';
import { withListPages } from './list-pages.ts';
import { type Summary, summaryOf } from './samples.ts';

declare const bench: Bench;

const TYPED = 'the release is on Friday, and somebody has to look at it. '.repeat(4);
const LONG = 'all of this was written before, word by word. '.repeat(210);

export interface TypingReport {
  /** Milliseconds from the key to the frame that shows its letter. */
  short: Summary;
  long: Summary;
}

export async function measureTyping(): Promise<TypingReport> {
  return withListPages(async (open) => ({
    short: await typeBehind(await open(), ''),
    long: await typeBehind(await open(), LONG),
  }));
}

async function typeBehind(page: Page, before: string): Promise<Summary> {
  await page.evaluate(() => bench.open('ours', 'first'));
  const field = page.getByRole('textbox', { name: 'Message first' });
  await page.getByRole('toolbar', { name: 'Formatting' }).waitFor();
  await field.fill(before);
  await page.evaluate(() => bench.watchKeys());
  await field.pressSequentially(TYPED);
  const samples = await page.evaluate(() => bench.keyTimes());
  const isWhole = (await field.inputValue()) === before + TYPED && samples.length === TYPED.length;
  if (!isWhole) throw new Error('Not every key was painted');
  return summaryOf(samples);
}
