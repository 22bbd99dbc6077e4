import type { Page } from '@playwright/test';
import type { Team } from '../support/start-team.ts';
import { wholeList } from '../support/whole-list.ts';
import { bubbles, composer, holdRequests, list, STORED, say, something, toLatest } from './support/chat.ts';
import { canSleep, setHidden } from './support/sleep.ts';
import { expect, test } from './support/team.ts';

const link = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Channels' }).getByRole('link', { name });
const line = (page: Page) => list(page).getByRole('heading', { name: 'New messages' });

async function toChannel(page: Page, name: string): Promise<void> {
  await link(page, name).click();
  await expect(composer(page, name)).toBeVisible();
}

/** Tom says `${text} 1.`, `${text} 2.`, … in #random while nobody hears of it. */
const tomSays = ({ sql }: Team, text: string, times: number) => sql`
  with random as (update channels set last_seq = last_seq + ${times}, last_rev = last_rev + ${times}
    where name = 'random' returning id, last_seq - ${times} as seq, last_rev - ${times} as rev)
  insert into internal_messages (id, channel_id, seq, rev, sender_id, content)
  select gen_random_uuid(), random.id, random.seq + n, random.rev + n, (select id from users where name = 'Tom'),
    ${text} || ' ' || n || '.' from random, generate_series(1, ${times}::int) n`;

const unreadOfMary = async ({ sql }: Team) => {
  const [row] = await sql`select c.last_seq - m.last_read_seq as unread from members m
    join channels c on c.id = m.channel_id join users u on u.id = m.user_id
    where c.name = 'random' and u.name = 'Mary'`;
  return Number(row?.unread);
};

/** Mary has read #random, Tom writes there, and she opens the page again in #general. */
async function comeBackTo(team: Team, mary: Page, text: string, times: number): Promise<void> {
  await toChannel(mary, 'random');
  await toLatest(mary);
  await expect.poll(() => unreadOfMary(team)).toBe(0);
  await toChannel(mary, 'general');
  await tomSays(team, text, times);
  await mary.reload();
  await expect(composer(mary)).toBeVisible();
}

test('a channel opens at what was not read, below a line that stays until one leaves', async ({
  open,
  team,
}) => {
  const mary = await open('Mary');
  const text = something('Unread');
  await comeBackTo(team, mary, text, 120);
  await toChannel(mary, 'random');

  await expect(line(mary)).toBeInViewport();
  await expect(bubbles(mary, `${text} 1.`)).toBeInViewport();
  await expect(bubbles(mary, `${text} 120.`)).toHaveCount(0);
  await mary.getByRole('button', { name: /^\d+ new messages$/ }).click();
  await expect(bubbles(mary, `${text} 120.`)).toBeInViewport();
  await mary.getByRole('button', { name: /unread messages$/ }).click();
  await expect(bubbles(mary, `${text} 1.`)).toBeInViewport();
  await expect(line(mary)).toBeInViewport();

  await mary.getByRole('button', { name: /^\d+ new messages$|^Jump to latest$/ }).click();
  await expect(bubbles(mary, `${text} 120.`)).toBeInViewport();
  await expect(link(mary, 'random')).toHaveAccessibleName('random');
  await toChannel(mary, 'general');
  await toChannel(mary, 'random');
  await expect(bubbles(mary, `${text} 120.`)).toBeInViewport();
  await expect(line(mary)).toHaveCount(0);
});

test('each channel is where it was left', async ({ open, team }) => {
  const mary = await open('Mary');
  const text = something('Place');
  await comeBackTo(team, mary, text, 60);
  await toChannel(mary, 'random');
  await toLatest(mary);
  await list(mary).hover();
  await mary.mouse.wheel(0, -700);
  await mary.waitForTimeout(300);
  const reading = bubbles(mary, `${text} 25.`);
  await expect(reading).toBeInViewport();
  const before = await reading.evaluate((bubble) => bubble.getBoundingClientRect().top);
  await toChannel(mary, 'general');
  await toChannel(mary, 'random');

  await expect(reading).toBeInViewport();
  expect(await reading.evaluate((bubble) => bubble.getBoundingClientRect().top)).toBeCloseTo(before, 0);
});

test('marked unread from a message, a channel has a line there, and is unread until it is marked as read', async ({
  open,
  team,
}) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const texts = [something('One'), something('Two'), something('Three')];
  // she marks it before it is known that she has read any of them
  await mary.route('**/chat-receipts', (route) => route.abort());
  for (const text of texts) await say(kevin, text);
  const [first = '', second = ''] = texts;
  await expect(bubbles(mary, texts[2] ?? '')).toBeVisible();
  await bubbles(mary, second).hover();
  await bubbles(mary, second).getByRole('button', { name: 'Mark unread from here' }).click();
  await mary.unroute('**/chat-receipts');

  await expect(line(mary)).toBeInViewport();
  await expect(link(mary, 'general')).toHaveAccessibleName('general, 2 unread');
  await toChannel(mary, 'random');
  await expect(link(mary, 'general')).toHaveAccessibleName('general, 2 unread');
  const lastRead = async () => {
    const [row] = await team.sql`select i.content from members m join users u on u.id = m.user_id
      join channels c on c.id = m.channel_id join internal_messages i on i.channel_id = c.id and i.seq = m.last_read_seq
      where c.name = 'general' and u.name = 'Mary'`;
    return row?.content;
  };
  await expect.poll(lastRead).toBe(first);
  await mary.reload();
  await expect(link(mary, 'general')).toHaveAccessibleName('general, 2 unread');
});

test('what another device reads and marks unread counts here within 3 s, also where nothing is loaded here', async ({
  open,
  team,
}) => {
  const mary = await open('Mary');
  const text = something('Elsewhere');
  await comeBackTo(team, mary, text, 220);
  const phone = await open('Mary');
  const unread = () => unreadOfMary(team);
  await expect(link(mary, 'random')).toHaveAccessibleName('random, 99+ unread');
  await toChannel(phone, 'random');
  await toLatest(phone);
  await expect.poll(unread).toBe(0);
  await expect(link(mary, 'random')).toHaveAccessibleName('random', { timeout: 3_000 });

  const [row] =
    await team.sql`select id, channel_id from internal_messages where content = ${`${text} 130.`}`;
  await phone.goto(`/c/${row?.channel_id}/${row?.id}`);
  await bubbles(phone, `${text} 130.`).hover();
  await bubbles(phone, `${text} 130.`).getByRole('button', { name: 'Mark unread from here' }).click();
  await expect.poll(unread).toBe(91);
  await expect(link(mary, 'random')).toHaveAccessibleName('random, 91 unread', { timeout: 3_000 });

  await toChannel(phone, 'general');
  await toChannel(phone, 'random');
  await expect.poll(unread).toBeLessThan(91);
  expect(await unread()).toBeGreaterThan(50);
  await expect(link(mary, 'random')).toHaveAccessibleName(`random, ${await unread()} unread`, {
    timeout: 3_000,
  });

  await toLatest(phone);
  await expect.poll(unread).toBe(0);
  await expect(link(mary, 'random')).toHaveAccessibleName('random', { timeout: 3_000 });
});

test('everything is marked as read at once, and that is taken back', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  await toChannel(kevin, 'random');
  await say(kevin, something('Read all'), 'random');
  const unread = () => mary.getByRole('link', { name: /unread/ });
  await expect(unread()).toHaveAccessibleName('random, 1 unread');
  await mary.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(unread()).toHaveCount(0);
  await mary.getByRole('button', { name: 'Undo' }).click();

  await expect(unread()).toHaveAccessibleName('random, 1 unread');
  await mary.waitForTimeout(2_500);
  await mary.reload();
  await expect(unread()).toHaveAccessibleName('random, 1 unread');
});

test('from a link one reads on, up and down, and nothing is missing', async ({ open, team }) => {
  const mary = await open('Mary');
  const text = something('Linked');
  await comeBackTo(team, mary, text, 300);
  const [row] = await team.sql`select id, channel_id from internal_messages where content = ${`${text} 60.`}`;
  await mary.goto(`/c/${row?.channel_id}/${row?.id}`);
  await expect(bubbles(mary, `${text} 60.`)).toBeFocused();
  const seen = new Set<string>();
  await list(mary).hover();
  for (let step = 0; step < 80 && !seen.has(`${text} 300.`); step += 1) {
    const texts = await list(mary).getByRole('article').allInnerTexts();
    for (const one of texts) seen.add(one.match(/Linked [\d-]+ \d+\./)?.[0] ?? '');
    await mary.mouse.wheel(0, 600);
    await mary.waitForTimeout(100);
  }

  expect(seen).toContain(`${text} 300.`);
  const all = (await wholeList(list(mary))).flatMap(
    ({ text: shown }) => shown.match(/Linked [\d-]+ \d+\./)?.[0] ?? [],
  );
  expect(all).toEqual(Array.from({ length: 300 }, (_, index) => `${text} ${index + 1}.`));
});

test('while one scrolls, the day that is read stands above it; each time says the exact moment', async ({
  open,
}) => {
  const kevin = await open('Kevin');
  const day = kevin.locator('[aria-hidden=true]').filter({ hasText: /^(Today|Yesterday|\w+day, \d+ \w+)$/ });
  await expect(day).toHaveCSS('opacity', '0');
  await list(kevin).hover();
  for (let step = 0; step < 5; step += 1) await kevin.mouse.wheel(0, -800);

  await expect(day).toHaveCSS('opacity', '1');
  await expect(day).toHaveCSS('opacity', '0', { timeout: 5_000 });
  const time = list(kevin).getByRole('article').first().locator('time');
  await expect(time).toHaveAttribute('title', /^\w+day,? \d+ \w+ \d{4} at \d\d:\d\d:\d\d$/);
});

test('what is scrolled past before it has come stays unread, until one goes to the end or marks it', async ({
  open,
  team,
}) => {
  const mary = await open('Mary');
  const text = something('Passed');
  await comeBackTo(team, mary, text, 400);
  await toChannel(mary, 'random');
  await expect(line(mary)).toBeInViewport();
  const held = await holdRequests(mary, /chat-messages\?.*after=/);
  await list(mary).focus();
  await mary.keyboard.press('End');
  await expect(bubbles(mary, `${text} 400.`)).toBeInViewport();
  held.release();
  await expect(bubbles(mary, `${text} 400.`)).toBeInViewport();
  // a report leaves within three seconds
  await mary.waitForTimeout(4_000);
  expect(await unreadOfMary(team)).toBeGreaterThan(100);

  await mary.keyboard.press('PageUp');
  await mary.getByRole('button', { name: /new messages|Jump to latest/ }).click();
  await expect.poll(() => unreadOfMary(team)).toBe(0);
});

test('messages that came while nobody looked are counted when somebody does', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  await canSleep(mary);
  await mary.reload();
  await toLatest(mary);
  const text = something('Unseen');
  await setHidden(mary, true);
  for (let count = 1; count <= 12; count += 1) await say(kevin, `${text}\nand\nmore ${count}`);
  await expect(list(mary).getByText('more 12')).toBeAttached();
  await setHidden(mary, false);
  await expect(mary.getByRole('button', { name: '12 new messages' })).toBeVisible();
});

test('a link reads nothing of a channel of which the unread was passed over', async ({ open, team }) => {
  const mary = await open('Mary');
  const text = something('Linked to');
  await comeBackTo(team, mary, text, 120);
  const [row] = await team.sql`select id, channel_id from internal_messages where content = ${`${text} 60.`}`;
  await mary.goto(`/c/${row?.channel_id}/${row?.id}`);
  await expect(bubbles(mary, `${text} 60.`)).toBeInViewport();
  // a report leaves within three seconds
  await mary.waitForTimeout(4_000);
  expect(await unreadOfMary(team)).toBe(120);

  await toLatest(mary);
  await expect.poll(() => unreadOfMary(team)).toBe(0);
});

test('who writes while a link is still loading is not taken away from it', async ({ open, team }) => {
  const mary = await open('Mary');
  const text = something('Slow link');
  await comeBackTo(team, mary, text, 300);
  const [row] = await team.sql`select id, channel_id from internal_messages where content = ${`${text} 60.`}`;
  const held = await holdRequests(mary, /chat-messages\?.*messageId=/);
  await mary.goto(`/c/${row?.channel_id}/${row?.id}`);
  await held.asked;
  const own = something('Written meanwhile');
  await say(mary, own, 'random');
  await expect(bubbles(mary, own)).toBeInViewport();
  held.release();
  await mary.waitForResponse(/chat-messages\?.*messageId=/);
  await mary.waitForTimeout(500);
  await expect(bubbles(mary, own)).toBeInViewport();
  await expect(composer(mary, 'random')).toBeFocused();
});

test('the focus is never lost to a button that goes away', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  await toChannel(kevin, 'random');
  await say(kevin, something('Focus'), 'random');
  const markAll = mary.getByRole('button', { name: 'Mark all as read' });
  await markAll.press('Enter');
  await expect(mary.getByRole('button', { name: 'Undo' })).toBeFocused();
  await mary.keyboard.press('Enter');
  await expect(markAll).toBeFocused();

  await link(mary, 'general').click();
  await expect(composer(mary)).toBeFocused();
  for (let count = 1; count <= 12; count += 1) await say(mary, `${something('Long')}\nand\nlonger`);
  await expect(list(mary).getByRole('article').last()).toContainText(STORED);
  await list(mary).focus();
  await mary.keyboard.press('Home');
  const jump = mary.getByRole('button', { name: 'Jump to latest' });
  await expect(jump).toBeVisible();
  await jump.press('Enter');
  await expect(jump).toHaveCount(0);
  await expect(list(mary)).toBeFocused();
});
