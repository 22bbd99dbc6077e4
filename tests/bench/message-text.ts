/** The texts that take a parser or a browser longest, in Chromium. */

import { serveBenchPage } from './bench-page.ts';
import { WORST_TEXT_SAMPLES } from './limits.ts';
import { type Summary, summaryOf } from './samples.ts';
import type { TextBench } from './text/page.tsx';
import { WORST_TEXTS } from './text/worst-texts.ts';

declare const bench: TextBench;

export interface TextFigure extends Summary {
  name: string;
}

export async function measureMessageText(): Promise<TextFigure[]> {
  const { open, close } = await serveBenchPage('text');
  try {
    const page = await open();
    await page.evaluate(() => bench.warmUp());
    const figures: TextFigure[] = [];
    for (const name of Object.keys(WORST_TEXTS)) {
      const samples = await page.evaluate(([text, count]) => bench.show(text, count), [
        name,
        WORST_TEXT_SAMPLES,
      ] as const);
      figures.push({ name, ...summaryOf(samples) });
    }
    return figures;
  } finally {
    await close();
  }
}
