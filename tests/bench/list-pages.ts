import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { launchOptions } from '../../bin/browser.ts';
import type { Bench } from './list/page.tsx';

declare const bench: Bench;

/** Builds the page in `list/`, and opens it in Chromium as often as it is measured, each time with all its messages loaded. */
export async function withListPages<T>(measure: (open: () => Promise<Page>) => Promise<T>): Promise<T> {
  const outDir = await mkdtemp(join(tmpdir(), 'team-chat-list-'));
  const config = {
    root: join(import.meta.dirname, 'list'),
    configFile: false as const,
    logLevel: 'error' as const,
    plugins: [react(), tailwindcss()],
    build: { outDir, target: 'chrome123' },
  };
  await build(config);
  const server = await preview({ ...config, preview: { host: '127.0.0.1', port: 0 } });
  const browser = await chromium.launch({
    ...launchOptions(),
    // a frame is painted when it is ready, so that what is measured is work and not waiting for the screen
    args: [
      ...launchOptions().args,
      '--disable-gpu-vsync',
      '--disable-frame-rate-limit',
      '--enable-precise-memory-info',
    ],
  });
  try {
    return await measure(async () => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(server.resolvedUrls?.local[0] ?? '');
      await page.evaluate(() => bench.prepare());
      return page;
    });
  } finally {
    await browser.close();
    await server.close();
    await rm(outDir, { recursive: true, force: true });
  }
}
