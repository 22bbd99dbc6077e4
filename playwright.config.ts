import { defineConfig } from '@playwright/test';
import { launchOptions } from './bin/browser.ts';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  globalSetup: './tests/e2e/support/team-template.ts',
  // each worker has a team of its own, put back for each test, see tests/e2e/support/team.ts
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // a ceiling for slow machines: most take 3 s
  timeout: 60_000,
  expect: { timeout: 5_000 },
  reporter: [['list']],
  use: {
    // pictures and copies of the page for each step cost as much again as the test; `--trace on` makes them
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
    viewport: { width: 1280, height: 800 },
    launchOptions: launchOptions(),
  },
});
