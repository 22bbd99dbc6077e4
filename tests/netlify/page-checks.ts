/** Two people and one conversation, each in a browser of their own. */
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { type Browser, chromium, type Locator, type Page } from '@playwright/test';
import { findBrowser, installBrowser, launchOptions } from '../../bin/browser.ts';
import type { Check } from './http-checks.ts';
import type { NetlifyDev } from './netlify-dev.ts';

/**
 * Each call loads its function anew: a second of work. That is why people take turns here: calls at once would slow each
 * other down until the page gives up waiting and asks again.
 */
const PATIENCE_MS = 90_000;

interface Person {
  page: Page;
  sockets: string[];
  errors: string[];
}

/** The checks stand on each other, in this order. */
export function pageChecks(): { checks: Check[]; close(): Promise<void> } {
  let browser: Browser | undefined;
  let kevin: Person;
  let mary: Person;
  const text = `Good morning ${process.pid}`;

  const checks: Check[] = [
    [
      'Kevin and Mary sign in with one click each',
      async (dev) => {
        if (!findBrowser()) installBrowser();
        browser = await chromium.launch(launchOptions());
        [kevin, mary] = await Promise.all([signIn(browser, dev, 'Kevin'), signIn(browser, dev, 'Mary')]);
      },
    ],
    [
      "the page's socket goes to the page's own origin, through Netlify",
      async ({ origin }) => {
        const { host } = new URL(origin);
        for (const { sockets } of [kevin, mary]) {
          ok(sockets.length > 0, 'there is no socket');
          for (const socket of sockets) match(socket, new RegExp(`^ws://${host}/app/`));
        }
      },
    ],
    [
      "Kevin sends a message, and it is on Mary's screen by that socket",
      async () => {
        const composer = kevin.page.getByRole('textbox', { name: 'Message general', exact: true });
        await composer.fill(text);
        await composer.press('Enter');
        await shown(kevin, text);
        await shown(mary, text);
      },
    ],
    [
      'both see it after a reload, once',
      async () => {
        for (const person of [kevin, mary]) {
          await person.page.reload();
          const bubble = await shown(person, text);
          strictEqual(await bubble.count(), 1);
          await connected(person.page);
        }
      },
    ],
    ['no page has logged an error', async () => deepStrictEqual([...kevin.errors, ...mary.errors], [])],
  ];
  return { checks, close: async () => browser?.close() };
}

async function signIn(browser: Browser, { origin }: NetlifyDev, name: string): Promise<Person> {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const person: Person = { page, sockets: [], errors: [] };
  page.on('websocket', (socket) => person.sockets.push(socket.url()));
  page.on('pageerror', (error) => person.errors.push(`${name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') person.errors.push(`${name}: ${message.text()}`);
  });
  await page.goto(origin);
  await page.getByRole('button', { name: `Continue as ${name}` }).click();
  await connected(page);
  return person;
}

async function connected(page: Page): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: /^Connected$/ })
    .waitFor();
}

async function shown({ page }: Person, text: string): Promise<Locator> {
  const list = page.getByRole('log', { name: 'Messages' });
  const bubble = list.getByRole('article').filter({ hasText: text });
  await bubble.waitFor();
  return bubble;
}
