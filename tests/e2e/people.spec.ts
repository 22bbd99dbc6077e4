/** More than one person on one page, or in one browser: nothing of one may become the other's. */
import type { Page } from '@playwright/test';
import { wholeList } from '../support/whole-list.ts';
import { bubbles, composer, list, STORED, say, something, toEndOf } from './support/chat.ts';
import { connected, expect, openTab, signIn, test } from './support/team.ts';

/** What another tab does: signs out and in as somebody else. */
async function switchSession(page: Page, email: string): Promise<void> {
  await page.evaluate(async (who) => {
    const post = (path: string, body: object) =>
      fetch(`/api/auth/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await post('sign-out', {});
    await post('sign-in/email', { email: who, password: 'team-chat-demo' });
  }, email);
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Sign in again' });

test("what Kevin writes is never sent as Mary's, and goes out when he is back", async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  await switchSession(kevin, 'mary@example.com');
  const text = something('By Kevin');
  await say(kevin, text);
  await expect(dialogOf(kevin)).toBeVisible();
  await expect(bubbles(mary, text)).toHaveCount(0);
  await dialogOf(kevin).getByRole('button', { name: 'Continue as Kevin' }).click();

  await expect(bubbles(kevin, text)).toContainText(STORED);
  await expect(bubbles(mary, text)).toHaveAccessibleName(/^Kevin/);
});

test('a page whose session became somebody else’s asks before it goes on, and hears nothing more', async ({
  open,
}) => {
  const [page, kevin] = await Promise.all([open('Kevin'), open('Kevin')]);
  const frames: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))));
  await page.reload();
  await connected(page);
  await switchSession(page, 'mary@example.com');
  // too long for an event: the page has to ask for it
  await say(kevin, `${something('Long')} ${'abcdefghi '.repeat(990)}`);
  await expect(dialogOf(page)).toBeVisible();
  await kevin.getByRole('link', { name: 'launch-budget' }).click();
  const secret = something('Between us');
  await say(kevin, secret, 'launch-budget');
  await expect(bubbles(kevin, secret)).toContainText(STORED);

  expect(frames.join()).not.toContain(secret);
});

test('another person who signs in on the same page has their own conversations, whole', async ({ open }) => {
  const page = await open('Kevin');
  const count = (await wholeList(list(page))).length;
  await composer(page).fill('a draft of Kevin');
  await page.context().clearCookies();
  const text = something('Unsent');
  await toEndOf(page, 'random');
  await say(page, text, 'random');
  const dialog = dialogOf(page);
  await dialog.getByLabel('Email').fill('mary@example.com');
  await dialog.getByLabel('Password').fill('team-chat-demo');
  await dialog.getByRole('button', { name: 'Sign in' }).click();

  await expect(dialog).toHaveCount(0);
  await connected(page);
  await expect(page.getByRole('link', { name: 'launch-budget' })).toHaveCount(0);
  await expect(bubbles(page, text)).toHaveCount(0);
  await page.getByRole('link', { name: 'general' }).click();
  await expect(composer(page)).toHaveValue('');
  await expect(list(page).getByRole('article').first()).toBeVisible();
  expect((await wholeList(list(page))).length).toBeGreaterThanOrEqual(count);
});

test('an answer that comes after the sign-out brings nobody back', async ({ open }) => {
  const page = await open('Kevin');
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  let hasLoaded = false;
  let isHeld = false;
  await page.route('**/chat-sync', async (route) => {
    // the page before the reload may still ask: a page's first question has no cursors
    const isFirst = Object.keys(route.request().postDataJSON().cursors).length === 0;
    hasLoaded ||= isFirst;
    const response = await route.fetch();
    if (hasLoaded && !isFirst) {
      isHeld = true;
      await released;
    }
    await route.fulfill({ response });
  });
  await page.reload();
  await expect.poll(() => isHeld).toBe(true);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  release();
  await page.waitForTimeout(300);
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();

  await signIn(page, 'Mary');
  await expect(list(page).getByRole('article').first()).toBeVisible();
});

test('no page logs an error, from the first visit to the sign-out', async ({ page, team }) => {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await signIn(page, 'Mary', team.origin);
  await say(page, something('Quietly'));
  await toEndOf(page, 'random');
  await page.reload();
  await connected(page);
  // a question under way at the sign-out is refused, and the browser says so
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();

  expect(errors).toEqual([]);
});

test('signing out in one tab ends the other at once, and signing in again there brings both back', async ({
  open,
}) => {
  const [page, kevin] = await Promise.all([open('Mary'), open('Kevin')]);
  const other = await openTab(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(dialogOf(other)).toBeVisible();
  const text = something('Not for a screen that was left');
  await say(kevin, text);
  await expect(bubbles(kevin, text)).toContainText(STORED);
  await expect(bubbles(other, text)).toHaveCount(0);

  await page.getByRole('button', { name: 'Continue as Mary' }).click();
  await expect(dialogOf(other)).toHaveCount(0);
  await expect(bubbles(other, text)).toHaveCount(1);
});

test('a text discarded from a channel that was left comes back where its writer is', async ({
  open,
  team,
}) => {
  const page = await open('Jonas');
  await page.getByRole('link', { name: 'launch-budget' }).click();
  await page.context().setOffline(true);
  const text = something('Too late');
  await say(page, text, 'launch-budget');
  await team.sql`delete from members using users, channels where users.id = user_id and channels.id = channel_id
    and users.name = 'Jonas' and channels.name = 'launch-budget'`;
  await page.context().setOffline(false);
  await expect(page.getByRole('button', { name: '1 failed' })).toBeVisible();
  await page.getByRole('link', { name: 'general' }).click();
  await page.getByRole('button', { name: '1 failed' }).click();
  await page.getByRole('button', { name: 'Discard' }).last().click();

  await expect(composer(page)).toHaveValue(text);
  await team.sql`insert into members (channel_id, user_id) select channels.id, users.id from channels, users
    where users.name = 'Jonas' and channels.name = 'launch-budget'`;
});
