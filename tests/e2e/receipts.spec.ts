import type { Page } from '@playwright/test';
import type { Team } from '../support/start-team.ts';
import { bubbles, list, say, something, toLatest } from './support/chat.ts';
import { connected, expect, openTab, test } from './support/team.ts';

/** Milliseconds within which Delivered and Read are due on the author's screen. */
const DUE = 3_000;

const status = (page: Page, text: string) =>
  bubbles(page, text).getByRole('button', { name: /show who has it/ });

async function toChannel(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('textbox', { name: `Message ${name}` })).toBeVisible();
  await toLatest(page);
}

/** Chromium shows every page of a test as visible: this is what a hidden tab tells its page. */
async function setHidden(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (hidden ? 'hidden' : 'visible'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
}

async function isUnreadBy({ sql }: Team, name: string, text: string): Promise<boolean> {
  const [row] = await sql`select m.last_read_seq < i.seq as unread from internal_messages i
    join members m on m.channel_id = i.channel_id join users u on u.id = m.user_id
    where i.content = ${text} and u.name = ${name}`;
  return row?.unread;
}

/** When a page asked for its reports, in milliseconds by its own clock: on a busy machine the network is late by more. */
function reportTimes(page: Page): Promise<number[]> {
  return page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('/chat-receipts'))
      .map(({ startTime }) => startTime),
  );
}

test('Delivered while Mary is in another channel, Read within 3 s once she looks, and by whom', async ({
  open,
}) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  await toChannel(mary, 'random');
  const text = something('For Mary');
  await say(kevin, text);

  await expect(status(kevin, text)).toContainText('Delivered', { timeout: DUE });
  await status(kevin, text).click();
  const who = kevin.getByRole('dialog', { name: 'Who has this message' });
  await expect(who).toContainText('Delivered to Mary');
  await expect(who).not.toContainText('Kevin');
  await kevin.keyboard.press('Escape');
  await expect(who).toHaveCount(0);
  await expect(status(kevin, text)).toBeFocused();

  await toChannel(mary, 'general');
  await expect(bubbles(mary, text)).toBeVisible();
  await expect(status(kevin, text)).toContainText('Read', { timeout: DUE });
  await status(kevin, text).click();
  await expect(who).toContainText('Read by Mary');
  await list(kevin).click({ position: { x: 5, y: 5 } });
  await expect(who).toHaveCount(0);
});

test('what arrives in a hidden tab is delivered, not read, until she looks', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  await setHidden(mary, true);
  const text = something('Unseen');
  await say(kevin, text);

  await expect(bubbles(mary, text)).toHaveCount(1);
  await expect(status(kevin, text)).toContainText('Delivered', { timeout: DUE });
  // as long as a report may take
  await kevin.waitForTimeout(DUE);
  await expect(status(kevin, text)).toContainText('Delivered');
  await setHidden(mary, false);
  await expect(status(kevin, text)).toContainText('Read', { timeout: DUE });
});

test('what was marked unread stays unread while it is looked at', async ({ open, team }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const text = something('Later');
  await say(kevin, text);
  await expect(status(kevin, text)).toContainText('Read', { timeout: DUE });

  await bubbles(mary, text).hover();
  await bubbles(mary, text).getByRole('button', { name: 'Mark unread from here' }).click();
  const isUnread = () => isUnreadBy(team, 'Mary', text);
  await expect.poll(isUnread).toBe(true);
  const next = something('And this');
  await say(kevin, next);
  await expect(status(kevin, next)).toContainText('Delivered', { timeout: DUE });
  await mary.waitForTimeout(DUE);
  expect(await isUnread()).toBe(true);

  await toChannel(mary, 'random');
  await toChannel(mary, 'general');
  await expect(status(kevin, next)).toContainText('Read', { timeout: DUE });
});

test('what was marked unread stays so over a reload and in another tab, until it is left', async ({
  open,
  team,
}) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const text = something('Much later');
  await say(kevin, text);
  await expect(status(kevin, text)).toContainText('Read', { timeout: DUE });
  const other = await openTab(mary);
  await bubbles(mary, text).hover();
  await bubbles(mary, text).getByRole('button', { name: 'Mark unread from here' }).click();
  await expect.poll(() => isUnreadBy(team, 'Mary', text)).toBe(true);
  await mary.reload();
  await connected(mary);
  for (const page of [mary, other]) {
    await expect(bubbles(page, text)).toBeInViewport();
    // as somebody does who looks at it again
    await setHidden(page, true);
    await setHidden(page, false);
  }
  await mary.waitForTimeout(DUE);
  expect(await isUnreadBy(team, 'Mary', text)).toBe(true);

  await toChannel(mary, 'random');
  await toChannel(mary, 'general');
  await expect.poll(() => isUnreadBy(team, 'Mary', text), { timeout: DUE }).toBe(false);
});

test('what was seen when the session had ended is reported after the sign-in', async ({ open, team }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  await mary.context().clearCookies();
  const text = something('Seen meanwhile');
  await say(kevin, text);
  const dialog = mary.getByRole('dialog');
  await expect(dialog).toBeVisible();
  expect(await isUnreadBy(team, 'Mary', text)).toBe(true);
  await dialog.getByRole('button', { name: 'Continue as Mary' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(status(kevin, text)).toContainText('Read', { timeout: DUE });
});

test('twenty messages in a row are reported at most once in 2 s', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const before = (await reportTimes(mary)).length;
  const texts = Array.from({ length: 20 }, () => something('Quick'));
  for (const text of texts) {
    await say(kevin, text);
    await kevin.waitForTimeout(150);
  }
  await expect(status(kevin, texts.at(-1) ?? '')).toContainText('Read', { timeout: DUE + 2_000 });

  const times = (await reportTimes(mary)).slice(before);
  expect(times.length).toBeGreaterThan(0);
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  // what the browser adds to a timer
  for (const gap of gaps) expect(gap).toBeGreaterThan(1_900);
});

test('three hundred messages are one receipt', async ({ open, team }) => {
  const mary = await open('Mary');
  await toChannel(mary, 'random');
  const text = something('Many');
  await mary.goto('about:blank');
  await team.sql`
    with general as (update channels set last_seq = last_seq + 300, last_rev = last_rev + 300
      where name = 'general' returning id, last_seq - 300 as seq, last_rev - 300 as rev)
    insert into internal_messages (id, channel_id, seq, rev, sender_id, content)
    select gen_random_uuid(), general.id, general.seq + n, general.rev + n,
      (select id from users where name = 'Tom'), ${text} || ' ' || n || '.' from general, generate_series(1, 300) n`;
  await mary.goto('/');
  await connected(mary);
  await toChannel(mary, 'general');
  await expect(bubbles(mary, `${text} 300.`)).toBeVisible();
  const watermark = async () => {
    const [row] = await team.sql`select m.last_read_seq = c.last_seq as all from members m
      join channels c on c.id = m.channel_id join users u on u.id = m.user_id
      where c.name = 'general' and u.name = 'Mary'`;
    return row?.all;
  };
  await expect.poll(watermark).toBe(true);

  expect((await reportTimes(mary)).length).toBeLessThanOrEqual(2);
});

test('an open chat in which nothing happens asks nothing', async ({ open }) => {
  // it looks on for 23 s
  test.setTimeout(60_000);
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const text = something('Last words');
  await say(kevin, text);
  await expect(status(kevin, text)).toContainText('Read', { timeout: DUE });
  // the report of what Kevin heard on opening
  await kevin.waitForTimeout(DUE);
  const requests: string[] = [];
  for (const page of [kevin, mary]) page.on('request', (request) => requests.push(request.url()));
  await kevin.waitForTimeout(20_000);

  expect(requests).toEqual([]);
});
