import type { Page } from '@playwright/test';
import type { Team } from '../support/start-team.ts';
import { bubbles, composer, STORED, say, something, toEndOf } from './support/chat.ts';
import { expect, test } from './support/team.ts';

/** Says a lot of lines in #random, the first of them this one. @returns its path */
async function longAgo({ sql }: Team, text: string): Promise<string> {
  await sql`
    with random as (update channels set last_seq = last_seq + 200, last_rev = last_rev + 200
      where name = 'random' returning id, last_seq - 200 as seq, last_rev - 200 as rev)
    insert into internal_messages (id, channel_id, seq, rev, sender_id, content)
    select gen_random_uuid(), random.id, random.seq + n, random.rev + n, (select id from users where name = 'Tom'),
      case n when 1 then ${text} else 'line ' || n end from random, generate_series(1, 200) n`;
  const [row] = await sql`select id, channel_id from internal_messages where content = ${text}`;
  return `/c/${row?.channel_id}/${row?.id}`;
}

/** Marks the page: what loads it anew forgets that. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { isSamePage: true }));
const isSamePage = (page: Page) => page.evaluate(() => 'isSamePage' in window);

async function expectToBeAt(page: Page, text: string): Promise<void> {
  await expect(bubbles(page, text)).toBeInViewport();
  await expect(bubbles(page, text)).toBeFocused();
}

test('a link to a message is followed in the page, from another channel and from its own, and Back returns', async ({
  open,
  team,
}) => {
  const target = something('long ago');
  const path = await longAgo(team, target);
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const link = new URL(path, mary.url()).href;
  const note = something('Look at');
  await say(kevin, `${note} ${link}`);
  await mark(mary);
  const general = mary.url();

  await bubbles(mary, note).getByRole('link').click();
  await expect(mary).toHaveURL(link);
  await expectToBeAt(mary, target);
  await mary.goBack();
  await expect(mary).toHaveURL(general);
  await expectToBeAt(mary, note);

  await toEndOf(mary, 'random');
  await expect(composer(mary, 'random')).toBeVisible();
  const again = something('Again');
  await say(mary, `${again} ${link}`, 'random');
  await expect(bubbles(mary, again)).toContainText(STORED);
  await bubbles(mary, again).getByRole('link').click();
  await expectToBeAt(mary, target);
  await mary.goBack();
  await expectToBeAt(mary, again);
  await mary.goForward();
  await expectToBeAt(mary, target);
  // the address is already open
  await mary.getByRole('button', { name: 'Jump to latest' }).click();
  await bubbles(mary, again).getByRole('link').click();
  await expectToBeAt(mary, target);

  expect(await isSamePage(mary)).toBe(true);
  expect(mary.context().pages()).toHaveLength(1);
});

test('with Ctrl, or the middle button, it opens in a tab of its own', async ({ open, team }) => {
  const target = something('in a tab');
  const path = await longAgo(team, target);
  const mary = await open('Mary');
  const url = mary.url();
  const note = something('Beside');
  await say(mary, `${note} ${new URL(path, url).href}`);
  await expect(bubbles(mary, note)).toContainText(STORED);
  const link = bubbles(mary, note).getByRole('link');

  for (const click of [{ modifiers: ['ControlOrMeta' as const] }, { button: 'middle' as const }]) {
    const opened = mary.context().waitForEvent('page');
    await link.click(click);
    const tab = await opened;
    await expectToBeAt(tab, target);
    await tab.close();
  }
  await expect(mary).toHaveURL(url);
});
