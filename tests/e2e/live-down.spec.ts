import type { Page } from '@playwright/test';
import { bubbles, say, something, textsOf } from './support/chat.ts';
import { connected, expect, test } from './support/team.ts';

/** Milliseconds within which a message arrives without live updates, and within which they are back. */
const POLLED_WITHIN = 6_000;
const BACK_WITHIN = 20_000;

const status = (page: Page) => page.getByRole('status').filter({ hasText: /connect|live updates|offline/i });

test.describe('without live updates', () => {
  // one team, whose Pusher is stopped
  test.describe.configure({ mode: 'default', timeout: 120_000 });

  test.afterEach(({ team }) => team.faults({}));

  test('messages arrive by polling, and the page is live again by itself, with nothing doubled', async ({
    open,
    team,
  }) => {
    const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
    await team.faults({ sockets: { down: true } });
    const prefix = something('Polled');
    for (const number of [1, 2, 3]) {
      const text = `${prefix} no ${number}`;
      await say(kevin, text);
      await expect(bubbles(mary, text)).toBeVisible({ timeout: POLLED_WITHIN });
    }
    await expect(status(mary)).toHaveText('Live updates are down; checking every 5 s');
    await expect(mary.getByRole('button', { name: 'Retry now' })).toBeVisible();

    await team.faults({});
    await expect(status(mary)).toHaveText('Connected', { timeout: BACK_WITHIN });
    const last = `${prefix} no 4`;
    await expect(status(kevin)).toHaveText('Connected', { timeout: BACK_WITHIN });
    await say(kevin, last);
    await expect(bubbles(mary, last)).toBeVisible({ timeout: 2_000 });
    expect(await textsOf(mary, new RegExp(`${prefix} no \\d`))).toEqual(
      [1, 2, 3, 4].map((number) => `${prefix} no ${number}`),
    );
  });

  test('Retry now is now', async ({ open, team }) => {
    const mary = await open('Mary');
    await team.faults({ sockets: { down: true } });
    await expect(status(mary)).toHaveText(/Live updates are down/, { timeout: 10_000 });
    await team.faults({});
    await mary.getByRole('button', { name: 'Retry now' }).click();
    await expect(status(mary)).toHaveText('Connected', { timeout: 2_000 });
  });

  test('a page that writes learns that Pusher takes nothing, and looks by itself', async ({ open, team }) => {
    const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
    await team.faults({ api: { quota: true } });
    await say(mary, something('Unheard'));
    await expect(status(mary)).toHaveText(/Live updates are down/);
    const text = something('Over quota');
    await say(kevin, text);
    await expect(bubbles(mary, text)).toBeVisible({ timeout: POLLED_WITHIN });

    await team.faults({});
    await say(kevin, something('Heard'));
    await expect(status(mary)).toHaveText('Connected');
  });
});

test('a refused authorisation is tried again', async ({ browser, team }) => {
  const context = await browser.newContext({ baseURL: team.origin });
  const mary = await context.newPage();
  let refusals = 0;
  await mary.route(
    '**/chat-pusher-auth',
    (route) => {
      refusals += 1;
      return route.fulfill({ status: 503, json: { error: { code: 'unavailable', message: 'Not now' } } });
    },
    { times: 2 },
  );
  await mary.goto('/');
  await mary.getByRole('button', { name: 'Continue as Mary' }).click();
  await connected(mary);
  expect(refusals).toBe(2);
  await context.close();
});
