import { defineConfig } from '@playwright/test';
import { launchOptions } from './bin/browser.ts';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // each worker has a team of its own, see tests/e2e/support/team.ts
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // a ceiling for slow machines: most take 3 s
  timeout: 60_000,
  expect: { timeout: 5_000 },
  reporter: [['list']],
  use: {
    trace: 'retain-on-failure',
    viewport: { width: 1280, height: 800 },
    launchOptions: launchOptions(),
  },
});
