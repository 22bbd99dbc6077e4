import type { Page } from '@playwright/test';
import { bubbles, composer, say, something } from './support/chat.ts';
import { connected, expect, test } from './support/team.ts';

const field = (page: Page) => page.getByRole('searchbox', { name: 'Search messages' });
const hits = (page: Page) => page.getByRole('list', { name: 'Results' }).getByRole('article');
const inContext = (page: Page) => page.getByRole('link', { name: /^In context/ });
const found = (page: Page, what: string | RegExp) =>
  page.getByRole('main').getByRole('status').filter({ hasText: what });
const filter = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
const newName = (what: string) => something(what).replaceAll(' ', '-').toLowerCase();

async function search(page: Page, q: string): Promise<void> {
  await page.getByRole('link', { name: 'Search' }).click();
  await field(page).fill(q);
  await field(page).press('Enter');
}

/** What was found, in its order. Nothing else is in the list. */
async function expectHits(page: Page, texts: string[]): Promise<void> {
  await expect(hits(page)).toHaveText(texts.map((text) => new RegExp(escaped(text))));
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whatever another test has made of it: muted, unread. */
async function openChannel(page: Page, name: string): Promise<void> {
  const channels = page.getByRole('navigation', { name: 'Channels' });
  await channels.getByRole('link', { name: new RegExp(`^${escaped(name)}(,|$)`) }).click();
}

test('what somebody said is found by words, parts of words, phrases and by what is not in it', async ({
  open,
}) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const tag = newName('tag');
  const [harbour, cake, tokyo] = [
    `${tag} harbour master`,
    `${tag} master of harbours`,
    `${tag} 明日の会議は東京で`,
  ];
  await say(kevin, harbour);
  await say(kevin, cake);
  await say(kevin, tokyo);
  await expect(bubbles(mary, tokyo)).toBeVisible();

  await search(mary, `${tag} harbour`);
  await expectHits(mary, [cake, harbour]);
  await expect(found(mary, '2 messages found')).toBeVisible();
  await expect(hits(mary).first().locator('mark')).toHaveText([tag, 'harbour']);
  for (const [q, texts] of [
    [`${tag} arbou`, [cake, harbour]],
    [`${tag} "harbour master"`, [harbour]],
    [`${tag} harbour -of`, [harbour]],
    [`${tag} 会議`, [tokyo]],
    [`${tag} 京`, [tokyo]],
  ] as const) {
    await search(mary, q);
    await expectHits(mary, [...texts]);
  }
  await search(mary, `${tag} nowhere`);
  await expect(found(mary, `Nothing found for “${tag} nowhere”`)).toBeVisible();
  await expect(hits(mary)).toHaveCount(0);
});

test('filters are written into the search by its controls, and read from what is typed', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const tag = newName('filtered');
  const [byKevin, byMary] = [`${tag} see https://example.com/a`, `${tag} in the other channel`];
  await say(kevin, byKevin);
  await openChannel(mary, 'random');
  await say(mary, byMary, 'random');

  await search(kevin, tag);
  await expectHits(kevin, [byMary, byKevin]);
  await filter(kevin, 'From').selectOption('Mary');
  await expect(field(kevin)).toHaveValue(`from:Mary ${tag}`);
  await expectHits(kevin, [byMary]);
  await filter(kevin, 'From').selectOption('Anyone');
  await filter(kevin, 'In').selectOption('#general');
  await expect(field(kevin)).toHaveValue(`in:general ${tag}`);
  await expectHits(kevin, [byKevin]);
  await kevin.getByRole('checkbox', { name: 'Has link' }).check();
  await expect(field(kevin)).toHaveValue(`has:link in:general ${tag}`);
  await filter(kevin, 'Date').selectOption('Before');
  await kevin.getByLabel('Before this day').fill('2020-01-01');
  await expect(field(kevin)).toHaveValue(`before:2020-01-01 has:link in:general ${tag}`);
  await expect(found(kevin, 'Nothing found')).toBeVisible();
  await filter(kevin, 'Date').selectOption('Any time');
  await kevin.getByRole('checkbox', { name: 'Mentions me' }).check();
  await expect(field(kevin)).toHaveValue(`mentions:me has:link in:general ${tag}`);

  await search(kevin, `${tag} from:me in:#general after:2020-01-31`);
  await expectHits(kevin, [byKevin]);
  await expect(filter(kevin, 'From').locator('option:checked')).toHaveText('Kevin (you)');
  await expect(filter(kevin, 'In').locator('option:checked')).toHaveText('#general');
  await expect(kevin.getByLabel('After this day')).toHaveValue('2020-01-31');
  await expect(kevin.getByRole('checkbox', { name: 'Has link' })).not.toBeChecked();
});

test('a hit leads to where it was said, and Back to its place in the list; more of them come on demand', async ({
  open,
  team,
}) => {
  const tag = newName('many');
  await team.sql`
    with channel as (update channels set last_seq = last_seq + 60, last_rev = last_rev + 60 where name = 'random' returning *)
    insert into internal_messages (id, channel_id, seq, rev, sender_id, content, created_at)
    select gen_random_uuid(), channel.id, last_seq - 60 + n, last_rev - 60 + n, (select id from users where name = 'Tom'),
      ${tag} || ' number ' || n, now() - make_interval(days => 300) + make_interval(secs => n)
    from channel, generate_series(1, 60) n`;
  const page = await open('Mary');

  await search(page, tag);
  await expect(found(page, 'The first 25 messages')).toBeVisible();
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect(hits(page)).toHaveCount(50);
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect(found(page, '60 messages found')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Load more' })).toHaveCount(0);

  const hit = hits(page).filter({ hasText: /number 12$/ });
  await hit.scrollIntoViewIfNeeded();
  const before = await hit.boundingBox();
  await hit.click();
  await expect(page).toHaveURL(/\/c\/[^/]+\/[^/]+$/);
  await expect(bubbles(page, `${tag} number 12`)).toBeInViewport();
  await expect(bubbles(page, `${tag} number 11`)).toBeVisible();

  await page.goBack();
  await expect(hits(page)).toHaveCount(60);
  expect((await hit.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
  await expect(hit.getByRole('link', { name: /^In context/ })).toBeFocused();
});

test('the best first, or the newest; the address says which, and can be shared', async ({
  open,
  browser,
  team,
}) => {
  const kevin = await open('Kevin');
  const tag = newName('ranked');
  const [best, newest] = [`${tag} ${tag}`, `${tag} once, among ${'many other words '.repeat(10)}`.trim()];
  await say(kevin, best);
  await say(kevin, newest);
  await search(kevin, tag);
  await expectHits(kevin, [newest, best]);
  await kevin.getByRole('radio', { name: 'Best first' }).check();
  await expectHits(kevin, [best, newest]);
  await expect(kevin).toHaveURL(`/search?q=${tag}&order=best`);
  await kevin.goBack();
  await expectHits(kevin, [newest, best]);
  await kevin.goForward();
  await expectHits(kevin, [best, newest]);
  await kevin.reload();
  await expectHits(kevin, [best, newest]);

  const context = await browser.newContext({ baseURL: team.origin });
  const mary = await context.newPage();
  await mary.goto(new URL(kevin.url()).pathname + new URL(kevin.url()).search);
  await mary.getByRole('button', { name: 'Continue as Mary' }).click();
  await connected(mary);
  await expect(field(mary)).toHaveValue(tag);
  await expectHits(mary, [best, newest]);
  await context.close();
});

test('what is said in public is found also by who is not there, who can join at the hit', async ({
  open,
}) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const [name, text] = [newName('open'), something('Said in public')];
  await kevin.getByRole('button', { name: 'New channel' }).click();
  await kevin.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await kevin.getByRole('button', { name: 'Create channel' }).click();
  await say(kevin, text, name);
  await expect(bubbles(kevin, text)).toContainText('Sent');

  await search(mary, `"${text}" in:${name}`);
  await expectHits(mary, [text]);
  await expect(hits(mary)).toContainText(`#${name}`);
  await inContext(mary).click();
  await mary.getByRole('button', { name: 'Join channel' }).click();
  await expect(bubbles(mary, text)).toBeInViewport();
});

test('what is said in private is found by members alone, and only as long as they are', async ({ open }) => {
  const [kevin, mary, tom] = await Promise.all([open('Kevin'), open('Mary'), open('Tom')]);
  const [name, secret] = [newName('secret'), newName('classified')];
  await kevin.getByRole('button', { name: 'New channel' }).click();
  await kevin.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await kevin.getByRole('radio', { name: 'Private' }).check();
  await kevin.getByRole('button', { name: 'Create channel' }).click();
  await say(kevin, secret, name);
  await kevin.getByRole('button', { name: 'Channel details' }).click();
  const details = kevin.getByRole('dialog', { name: 'Channel details' });
  await details.getByRole('button', { name: 'Invite' }).click();
  await details.getByRole('checkbox', { name: 'Mary' }).check();
  await details.getByRole('button', { name: 'Add to the channel' }).click();
  await expect(mary.getByRole('link', { name: `${name}, private channel` })).toBeVisible();

  await search(mary, secret);
  await expectHits(mary, [secret]);
  for (const q of [secret, `in:${name}`, `${secret} from:kevin`]) {
    await search(tom, q);
    await expect(found(tom, `Nothing found for “${q}”`)).toBeVisible();
  }
  await expect(filter(tom, 'In')).not.toContainText(name);

  await details.getByRole('button', { name: 'Remove Mary' }).click();
  await expect(hits(mary)).toHaveCount(0);
  await expect(found(mary, 'Nothing found')).toBeVisible();
  await mary.reload();
  await expect(found(mary, 'Nothing found')).toBeVisible();
});

test('with the keys alone: to the field, to a hit, into its conversation, and back', async ({ open }) => {
  const page = await open('Mei');
  const tag = newName('keys');
  const [first, second] = [`${tag} one`, `${tag} two`];
  await say(page, first);
  await say(page, second);
  await page.keyboard.press('Control+Shift+f');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(tag);
  await page.keyboard.press('Enter');
  await expectHits(page, [second, first]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(inContext(page).nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(bubbles(page, first)).toBeFocused();
  await page.goBack();
  await expect(inContext(page).nth(1)).toBeFocused();
  await page.keyboard.press('Control+Shift+f');
  await page.keyboard.type('from:me');
  await expect(field(page)).toHaveValue('from:me');
});

test('the latest search wins; one that fails says so and can be tried again', async ({ open }) => {
  const page = await open('Aisha');
  const [slow, quick] = [something('slow'), something('quick')];
  await say(page, slow);
  await say(page, quick);
  await expect(bubbles(page, quick)).toContainText(/Sent|Delivered|Read/);
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route('**/chat-search?q=%22slow*', async (route) => {
    const response = await route.fetch();
    await released;
    await route.fulfill({ response });
  });
  await search(page, `"${slow}"`);
  await search(page, `"${quick}"`);
  await expectHits(page, [quick]);
  const late = page.waitForResponse(/q=%22slow/);
  release();
  await (await late).finished();
  await expectHits(page, [quick]);

  await page.route('**/chat-search?*', (route) => route.abort());
  await search(page, 'unreachable');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('The server cannot be reached.');
  await expect(hits(page)).toHaveCount(0);
  await page.unroute('**/chat-search?*');
  await search(page, `"${slow}"`);
  await expectHits(page, [slow]);
});

test('who signs out leaves nothing of what they found', async ({ open }) => {
  const page = await open('Jonas');
  const text = something('Before');
  await say(page, text);
  await search(page, `"${text}"`);
  await expectHits(page, [text]);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Continue as Tom' }).waitFor();
  await page.route('**/chat-search?*', (route) => route.abort());
  await page.getByRole('button', { name: 'Continue as Tom' }).click();
  await connected(page);
  await search(page, `"${text}"`);
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  await expect(page.getByText(text, { exact: true })).toHaveCount(0);
  await page.unrouteAll();
  await page.getByRole('main').getByRole('button', { name: 'Retry' }).click();
  await expectHits(page, [text]);
  await expect(composer(page)).toHaveCount(0);
});
