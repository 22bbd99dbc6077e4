import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

// the shell is Chromium without a window, which starts and draws in half the time
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/** The browser of the tests: CHROME_PATH, else the system's Chromium or Chrome, else the one Playwright has downloaded. */
export function findBrowser(): string | undefined {
  const asked = process.env.CHROME_PATH;
  if (asked) return existsSync(asked) ? asked : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...ELSEWHERE, chromium.executablePath()].find((path) => existsSync(path));
}

/** How every test starts it: as root too, and quiet on the network. */
export function launchOptions() {
  const executablePath = findBrowser();
  return {
    ...(executablePath && { executablePath }),
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}

/**
 * Gets a browser where there is none: Debian's package where one may install it, else Playwright's download.
 * @throws with one sentence when neither is to be had.
 */
export function installBrowser(): string {
  if (process.env.CHROME_PATH)
    throw new Error(`There is no browser at CHROME_PATH (${process.env.CHROME_PATH}).`);
  console.log('Installing a browser for the tests…');
  const isRoot = process.getuid?.() === 0;
  const debian =
    'apt-get update && (apt-get install -y chromium-headless-shell || apt-get install -y chromium)';
  const ways: [string, string[]][] = [
    ...(isRoot ? ([['sh', ['-c', debian]]] as [string, string[]][]) : []),
    ['npx', ['playwright', 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium']],
  ];
  for (const [command, args] of ways) {
    spawnSync(command, args, { stdio: 'ignore', timeout: 300_000 });
    const found = findBrowser();
    if (found) return found;
  }
  throw new Error(
    'There is no browser for the tests: install Chromium or Chrome, or set CHROME_PATH to one.',
  );
}
