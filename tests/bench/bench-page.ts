/** A page of one of the folders here, built as the chat's is, in a Chromium of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { launchOptions } from '../../bin/browser.ts';

export async function serveBenchPage(
  folder: string,
): Promise<{ open(): Promise<Page>; close(): Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), `team-chat-${folder}-`));
  const config = {
    root: join(import.meta.dirname, folder),
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
  return {
    async open() {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(server.resolvedUrls?.local[0] ?? '');
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
