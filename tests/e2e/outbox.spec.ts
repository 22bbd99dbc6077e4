import type { Page, Route } from '@playwright/test';
import {
  bubbles,
  composer,
  expectOneRow,
  list,
  STORED,
  say,
  something,
  textsOf,
  toEndOf,
} from './support/chat.ts';
import { connected, expect, openTab, test } from './support/team.ts';

const SEND = '**/chat-send-message';

/** Texts "<topic>: 1" to "<topic>: n". */
const lines = (topic: string, n: number) => Array.from({ length: n }, (_, index) => `${topic}: ${index + 1}`);
const lineOf = (topic: string) => new RegExp(`${topic}: \\d+`);
const tray = (page: Page) => page.getByRole('button', { name: /waiting|failed/ });
const contentOf = (route: Route): string => route.request().postDataJSON().content;

/** Counts what reaches the server from all tabs of a page's browser, and how many were under way at once. */
async function countSends(page: Page) {
  const sent: string[] = [];
  await page.context().route(SEND, async (route) => {
    sent.push(contentOf(route));
    await route.continue();
  });
  return sent;
}

test('ten messages typed offline survive a reload and a closed tab, and go out once, in order', async ({
  open,
  team,
}) => {
  const mary = await open('Mary');
  let page = await open('Kevin');
  const context = page.context();
  await toEndOf(page, 'random');
  await context.setOffline(true);
  const topic = something('offline');
  const wanted = lines(topic, 10);
  for (const line of wanted) await say(page, line, 'random');
  const queued = list(page)
    .getByRole('article')
    .filter({ hasText: lineOf(topic) })
    .filter({ hasText: 'Queued' });
  await expect(queued).toHaveCount(10);

  // the page itself has to load: nothing can be sent, but all else answers
  await context.route(SEND, (route) => route.abort());
  await context.setOffline(false);
  await page.reload();
  await expect.poll(() => textsOf(page, lineOf(topic))).toEqual(wanted);
  await expect(bubbles(page, `${topic}: 10`)).toContainText('Queued');

  const next = await context.newPage();
  await page.close();
  page = next;
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'random', exact: true })).toBeVisible();
  await expect.poll(() => textsOf(page, lineOf(topic))).toEqual(wanted);
  await expect(bubbles(page, `${topic}: 10`)).toContainText('Queued');
  await page.getByRole('link', { name: 'general' }).click();
  await expect(composer(page)).toBeVisible();
  expect(await textsOf(page, lineOf(topic))).toEqual([]);

  await context.unroute(SEND);
  await toEndOf(mary, 'random');
  // by itself, with the next try
  await expect.poll(() => textsOf(mary, lineOf(topic)), { timeout: 40_000 }).toEqual(wanted);
  for (const line of wanted) await expectOneRow(team, line);
  await expect(tray(page)).toHaveCount(0);
});

test('what is sent in the moment before a reload is not lost', async ({ open }) => {
  const page = await open('Kevin');
  await page.context().route(SEND, (route) => route.abort());
  // a store that is slow by a moment loses one in thirty
  for (const text of lines(something('moment'), 6)) {
    await composer(page).fill(text);
    await composer(page).evaluate((field) => {
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
      location.reload();
    });
    await connected(page);
    await expect(bubbles(page, text)).toContainText('Queued');
  }
});

test('the connection returns: what was queued goes out by itself, one after the other', async ({
  open,
  team,
}) => {
  const page = await open('Kevin');
  await page.context().setOffline(true);
  const topic = something('returns');
  for (const line of lines(topic, 10)) await say(page, line);
  await expect(tray(page)).toHaveAccessibleName('10 waiting');
  const sent = await countSends(page);
  await page.context().setOffline(false);

  await expect(bubbles(page, `${topic}: 10`)).toContainText(STORED);
  expect(sent).toEqual(lines(topic, 10));
  await expect(tray(page)).toHaveCount(0);
  for (const line of lines(topic, 10)) await expectOneRow(team, line);
});

test('two tabs: both show what waits, and it is sent once in total', async ({ open, team }) => {
  const first = await open('Kevin');
  const context = first.context();
  const second = await openTab(first);
  await context.setOffline(true);
  const topic = something('tabs');
  const wanted = lines(topic, 6);
  for (const [index, line] of wanted.entries()) await say(index % 2 ? second : first, line);
  for (const page of [first, second]) {
    await expect.poll(() => textsOf(page, lineOf(topic))).toEqual(wanted);
    await expect(bubbles(page, `${topic}: 6`)).toContainText('Queued');
  }
  const sent = await countSends(first);
  await context.setOffline(false);

  for (const page of [first, second]) await expect(bubbles(page, `${topic}: 6`)).toContainText(STORED);
  expect(sent).toEqual(wanted);
  for (const line of wanted) await expectOneRow(team, line);
});

test('a message of a tab that does not send leaves at once, through the one that does', async ({ open }) => {
  const first = await open('Kevin');
  const second = await openTab(first);
  const text = something('Through the other');
  const from: string[] = [];
  for (const [name, page] of [
    ['first', first],
    ['second', second],
  ] as const) {
    await page.route(SEND, async (route) => {
      from.push(name);
      await route.continue();
    });
  }
  await say(second, text);
  await expect(bubbles(second, text)).toContainText(STORED, { timeout: 1_500 });
  expect(from).toEqual(['first']);
});

test('the sending tab closes: another takes over what it had not sent', async ({ open, team }) => {
  const first = await open('Kevin');
  const second = await openTab(first);
  await first.route(SEND, (route) => route.abort());
  const text = something('Taken over');
  await say(first, text);
  await expect(bubbles(second, text)).toContainText('Queued');
  await first.close();

  await expect(bubbles(second, text)).toContainText(STORED);
  await expectOneRow(team, text);
});

test('the sending tab sleeps with the lock in its hand: one that is looked at sends in its place', async ({
  open,
  team,
}) => {
  const first = await open('Kevin');
  const second = await openTab(first);
  const sleeper = await first.context().newCDPSession(first);
  await sleeper.send('Debugger.enable');
  await sleeper.send('Debugger.pause');
  // pauses at the next statement, which this makes happen
  void first.evaluate(() => undefined).catch(() => undefined);
  const topic = something('asleep');
  for (const line of lines(topic, 3)) await say(second, line);

  await expect(bubbles(second, `${topic}: 3`)).toContainText(STORED, { timeout: 8_000 });
  await sleeper.send('Debugger.disable');
  await say(second, `${topic}: 4`);
  for (const page of [first, second]) {
    await expect.poll(() => textsOf(page, lineOf(topic))).toEqual(lines(topic, 4));
  }
  for (const line of lines(topic, 4)) await expectOneRow(team, line);
});

for (const [status, code, message] of [
  [403, 'forbidden', 'You may not write here'],
  [400, 'invalid', 'Not today'],
] as const) {
  test(`one of five queued messages is refused with ${status}: it keeps its text, the others arrive`, async ({
    open,
  }) => {
    const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
    const topic = something(`refused ${status}`);
    const refused = `${topic}: 3`;
    await kevin.context().setOffline(true);
    for (const line of lines(topic, 5)) await say(kevin, line);
    await kevin.route(SEND, async (route) => {
      if (contentOf(route) === refused) await route.fulfill({ status, json: { error: { code, message } } });
      else await route.continue();
    });
    await kevin.context().setOffline(false);

    const others = lines(topic, 5).filter((line) => line !== refused);
    await expect.poll(() => textsOf(mary, lineOf(topic))).toEqual(others);
    await expect(bubbles(kevin, refused)).toContainText('Failed');
    await expect(bubbles(kevin, refused)).toContainText(message);
    await expect(tray(kevin)).toHaveAccessibleName('1 failed');

    await kevin.reload();
    await expect(bubbles(kevin, refused)).toContainText(message);
    await kevin.unroute(SEND);
    await bubbles(kevin, refused).getByRole('button', { name: 'Retry' }).click();
    await expect(bubbles(mary, refused)).toHaveCount(1);
  });
}

test('Retry-After is obeyed, and then the message goes by itself', async ({ open, team }) => {
  const tom = await open('Tom');
  const times: number[] = [];
  await tom.route(SEND, async (route) => {
    times.push(Date.now());
    const error = { code: 'rate_limited', message: 'Too many messages at once: wait 4 s' };
    if (times.length > 1) await route.continue();
    else await route.fulfill({ status: 429, headers: { 'retry-after': '4' }, json: { error } });
  });
  const text = something('Hasty');
  await say(tom, text);
  await expect(bubbles(tom, text)).toContainText('Queued');
  await expect(bubbles(tom, text)).toContainText(STORED, { timeout: 8_000 });
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(4_000);
  await expectOneRow(team, text);
});

test('the session ends in the middle: everything waits for the sign-in, and goes on after it', async ({
  open,
  team,
}) => {
  const aisha = await open('Aisha');
  const topic = something('session');
  await aisha.context().setOffline(true);
  for (const line of lines(topic, 5)) await say(aisha, line);
  await aisha.route(SEND, async (route) => {
    if (contentOf(route) === `${topic}: 3`) await aisha.context().clearCookies();
    await route.continue();
  });
  await aisha.context().setOffline(false);
  const dialog = aisha.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await expect(aisha.locator('article').filter({ hasText: `${topic}: 5` })).toContainText('Queued');
  await aisha.unroute(SEND);
  await dialog.getByLabel('Email').fill('aisha@example.com');
  await dialog.getByLabel('Password').fill('team-chat-demo');
  await dialog.getByRole('button', { name: 'Sign in' }).click();

  await expect(bubbles(aisha, `${topic}: 5`)).toContainText(STORED);
  expect(await textsOf(aisha, lineOf(topic))).toEqual(lines(topic, 5));
  for (const line of lines(topic, 5)) await expectOneRow(team, line);
});

test('what waits stays with its author: whoever signs in next neither sees nor sends it', async ({
  open,
  team,
}) => {
  const page = await open('Jonas');
  await page.route(SEND, (route) => route.abort());
  const text = something('For its author');
  await say(page, text);
  await expect(bubbles(page, text)).toContainText('Queued');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.unroute(SEND);
  await page.getByRole('button', { name: 'Continue as Tom' }).click();
  await connected(page);
  const toms = something('By Tom');
  await say(page, toms);
  await expect(bubbles(page, toms)).toContainText(STORED);
  await expect(bubbles(page, text)).toHaveCount(0);
  await expect(tray(page)).toHaveCount(0);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Continue as Jonas' }).click();
  await connected(page);
  await expect(bubbles(page, text)).toContainText(STORED);
  await expectOneRow(team, text);
});

test('Discard in the tray gives the text back to its channel, in the tab that does not send too', async ({
  open,
  team,
}) => {
  const first = await open('Kevin');
  const second = await openTab(first);
  await first.context().setOffline(true);
  const text = something('Taken back');
  await say(first, text);
  await expect(bubbles(second, text)).toContainText('Queued');
  await toEndOf(second, 'random');
  await tray(second).click();
  const panel = second.getByRole('region', { name: 'Not sent yet' });
  await expect(panel).toContainText('#general');
  await panel.getByRole('button', { name: 'Discard' }).click();
  await expect(panel).toContainText('Nothing is waiting');
  await second.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await second.getByRole('link', { name: 'general' }).click();
  await expect(composer(second)).toHaveValue(text);
  await expect(bubbles(first, text)).toHaveCount(0);

  await first.context().setOffline(false);
  await say(first, something('after it'));
  await expect(list(first).getByRole('article').last()).toContainText(STORED);
  expect(await team.sql`select id from internal_messages where content = ${text}`).toEqual([]);
});

test('a browser that stores nothing still sends, and says once what that means', async ({
  open,
  browser,
  team,
}) => {
  const mary = await open('Mary');
  const context = await browser.newContext({ baseURL: team.origin });
  await context.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('Storage is blocked', 'SecurityError');
    };
  });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('button', { name: 'Continue as Kevin' }).click();
  await connected(page);
  const text = something('Unstored');
  await say(page, text);
  await expect(bubbles(page, text)).toContainText(STORED);
  await expect(bubbles(mary, text)).toHaveCount(1);

  const warning = page.getByText('does not let the chat store anything');
  await expect(warning).toHaveCount(1);
  await page.getByRole('button', { name: 'Dismiss this warning' }).click();
  await say(page, something('and another'));
  await toEndOf(page, 'random');
  await expect(composer(page, 'random')).toBeVisible();
  await expect(warning).toHaveCount(0);
  await context.close();
});
