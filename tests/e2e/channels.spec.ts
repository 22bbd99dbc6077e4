import type { Page } from '@playwright/test';
import { bubbles, composer, list, STORED, say, something } from './support/chat.ts';
import { expect, openTab, test } from './support/team.ts';

const sidebar = (page: Page) => page.getByRole('navigation', { name: 'Channels' });
const link = (page: Page, name: string) => sidebar(page).getByRole('link', { name });
const details = (page: Page) => page.getByRole('dialog', { name: 'Channel details' });
const newName = (what: string) => something(what).replaceAll(' ', '-').toLowerCase();

async function createChannel(page: Page, name: string, kind: 'Public' | 'Private' = 'Public'): Promise<void> {
  await page.getByRole('button', { name: 'New channel' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('radio', { name: kind }).check();
  await page.getByRole('button', { name: 'Create channel' }).click();
  await expect(composer(page, name)).toBeVisible();
}

async function invite(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Channel details' }).click();
  await details(page).getByRole('button', { name: 'Invite' }).click();
  await details(page).getByRole('checkbox', { name }).check();
  await details(page).getByRole('button', { name: 'Add to the channel' }).click();
  await expect(details(page).getByRole('button', { name: `Remove ${name}` })).toBeVisible();
  await page.keyboard.press('Escape');
}

test('Kevin makes a channel, Mary finds and joins it, and they talk', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const name = newName('launch');
  await createChannel(kevin, name);
  await mary.getByRole('button', { name: 'Browse channels' }).click();
  await mary.getByLabel('Find a channel').fill(name);
  await mary.getByRole('button', { name: `Join ${name}` }).click();
  await expect(composer(mary, name)).toBeVisible();
  const text = something('Here');
  await say(mary, text, name);
  await expect(bubbles(kevin, text)).toBeVisible();
});

test('a name that is taken or not allowed is said, and stays to be changed', async ({ open }) => {
  const page = await open('Tom');
  await page.getByRole('button', { name: 'New channel' }).click();
  const field = page.getByRole('textbox', { name: 'Name', exact: true });
  await field.fill('gеneral');
  await page.getByRole('button', { name: 'Create channel' }).click();
  await expect(page.getByRole('alert')).toHaveText('Mixes Latin and Cyrillic letters, which look alike');
  await field.fill('General');
  await page.getByRole('button', { name: 'Create channel' }).click();
  await expect(page.getByRole('alert')).toHaveText('Looks the same as #general');
  await expect(field).toHaveValue('General');
});

test('a private channel is there for who is invited; who is removed loses it at once, but not what they wrote', async ({
  open,
}) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const name = newName('secret');
  await createChannel(kevin, name, 'Private');
  await expect(link(mary, name)).toHaveCount(0);
  await invite(kevin, 'Mary');
  const text = something('Between us');
  await say(kevin, text, name);
  await expect(link(mary, `${name}, private channel`)).toBeVisible();
  await link(mary, name).click();
  await expect(bubbles(mary, text)).toBeVisible();
  await composer(mary, name).fill('half a thought');

  await kevin.getByRole('button', { name: 'Channel details' }).click();
  await details(kevin).getByRole('button', { name: 'Remove Mary' }).click();
  await expect(mary.getByRole('heading', { name: 'There is no such channel' })).toBeVisible();
  await expect(mary.getByText(text)).toHaveCount(0);
  await expect(link(mary, name)).toHaveCount(0);
  await mary.reload();
  await expect(mary.getByRole('heading', { name: 'There is no such channel' })).toBeVisible();

  await kevin.keyboard.press('Escape');
  await invite(kevin, 'Mary');
  await link(mary, name).click();
  await expect(composer(mary, name)).toHaveValue('half a thought');
});

test('a renamed and archived channel is so for everybody, and comes back', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const [name, next] = [newName('plan'), newName('plan')];
  await createChannel(kevin, name);
  await invite(kevin, 'Mary');
  await link(mary, name).click();
  await kevin.getByRole('button', { name: 'Channel details' }).click();
  await details(kevin).getByRole('textbox', { name: 'Name' }).fill(next);
  await details(kevin).getByLabel('Topic').fill('What we do next');
  await details(kevin).getByRole('button', { name: 'Save' }).click();
  await expect(composer(mary, next)).toBeVisible();
  await expect(mary.getByText('What we do next').first()).toBeVisible();

  await details(kevin).getByRole('button', { name: 'Archive channel' }).click();
  await expect(mary.getByText('This channel is archived')).toBeVisible();
  await expect(composer(mary, next)).toHaveCount(0);
  await details(kevin).getByRole('button', { name: 'Bring back' }).click();
  await expect(composer(mary, next)).toBeVisible();
});

test('a direct message: with one, with several, with oneself', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  await kevin.getByRole('region', { name: 'People' }).getByRole('button', { name: 'Mary' }).click();
  await expect(composer(kevin, 'Mary')).toBeVisible();
  const text = something('Only for you');
  await say(kevin, text, 'Mary');
  await expect(link(mary, 'Kevin')).toContainText('1');
  await link(mary, 'Kevin').click();
  await expect(bubbles(mary, text)).toBeVisible();
  await expect(link(mary, 'Kevin')).not.toContainText('1');

  await mary.getByRole('button', { name: 'New message' }).click();
  await mary.getByRole('checkbox', { name: 'Kevin' }).check();
  await mary.getByRole('searchbox', { name: 'To' }).fill('sofia');
  await mary.getByRole('checkbox', { name: 'Sofía' }).check();
  await mary.getByRole('button', { name: 'Open conversation' }).click();
  const group = something('For both of you');
  await say(mary, group, 'Kevin, Sofía');
  await link(kevin, 'Mary, Sofía').click();
  await expect(bubbles(kevin, group)).toBeVisible();

  await mary.getByRole('region', { name: 'People' }).getByRole('button', { name: /Mary/ }).click();
  const note = something('Note');
  await say(mary, note, 'Mary (you)');
  await expect(bubbles(mary, note)).toContainText(STORED);
});

test('unread messages are counted in the sidebar until they are read, here or on another device', async ({
  open,
}) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const phone = await open('Mary');
  for (let times = 0; times < 3; times += 1) await say(kevin, something('News'));
  for (const page of [mary, phone]) await link(page, 'random').click();
  const before = something('Counted');
  await say(kevin, before);
  for (const page of [mary, phone])
    await expect(link(page, 'general')).toHaveAccessibleName('general, 1 unread');
  await link(phone, 'general').click();
  await expect(bubbles(phone, before)).toBeInViewport();
  await expect(link(mary, 'general')).toHaveAccessibleName('general', { timeout: 3_000 });
});

test('favourites stand first, what is muted is quiet', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  await link(mary, 'random').click();
  await mary.getByRole('button', { name: 'Channel details' }).click();
  await details(mary).getByRole('checkbox', { name: 'Favourite' }).check();
  await mary.keyboard.press('Escape');
  await expect(sidebar(mary).getByRole('heading').first()).toHaveText('Favourites');
  await mary.getByRole('button', { name: 'Channel details' }).click();
  await details(mary).getByRole('checkbox', { name: 'Muted' }).check();
  await mary.keyboard.press('Escape');
  await link(mary, 'general').click();
  await link(kevin, 'random').click();
  const text = something('Quiet');
  await say(kevin, text, 'random');
  await expect(bubbles(kevin, text)).toContainText(/Delivered|Read/);
  await expect(link(mary, 'random')).toHaveAccessibleName('random, muted');
  const second = await openTab(mary);
  await expect(link(second, 'random')).toHaveAccessibleName('random, muted');

  await link(second, 'random').click();
  await second.getByRole('button', { name: 'Channel details' }).click();
  await details(second).getByRole('checkbox', { name: 'Muted' }).uncheck();
  await details(second).getByRole('checkbox', { name: 'Favourite' }).uncheck();
  await expect(link(mary, 'random')).toHaveAccessibleName('random');
  await expect(sidebar(mary).getByRole('heading', { name: 'Favourites' })).toHaveCount(0);
});

test('a draft stays with its conversation over a reload, and the sidebar shows where', async ({ open }) => {
  const page = await open('Aisha');
  await composer(page).fill('for later');
  await link(page, 'random').click();
  await expect(composer(page, 'random')).toHaveValue('');
  await expect(link(page, 'general, draft')).toBeVisible();
  await page.reload();
  await expect(link(page, 'general, draft')).toBeVisible();
  await link(page, 'general').click();
  await expect(composer(page)).toHaveValue('for later');
  await composer(page).fill('');
  await link(page, 'random').click();
  await expect(link(page, 'draft')).toHaveCount(0);
});

test('a public channel can be looked at by its address, and joined there', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const name = newName('open');
  await createChannel(kevin, name);
  const text = something('Said before');
  await say(kevin, text, name);
  await mary.goto(new URL(kevin.url()).pathname);
  await mary.getByRole('button', { name: 'Join channel' }).click();
  await expect(bubbles(mary, text)).toBeVisible();
  await expect(list(mary)).toBeVisible();
});

test('Ctrl-K goes to a conversation by a few letters, and what is typed next is written there', async ({
  open,
}) => {
  const page = await open('Mei');
  await composer(page).fill('stays here');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Go to a conversation' });
  await expect(field).toBeFocused();
  await page.keyboard.type('rndm');
  await expect(page.getByRole('option').first()).toHaveText(/^random/);
  await page.keyboard.press('Enter');
  await page.keyboard.type('typed after');
  await expect(composer(page, 'random')).toHaveValue('typed after');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('sofia');
  await page.keyboard.press('Enter');
  await expect(composer(page, 'Sofía')).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await expect(composer(page, 'Sofía')).toBeFocused();
  await link(page, 'general').click();
  await expect(composer(page)).toHaveValue('stays here');
});

test('a mention is a badge, and what is deleted is not counted any more', async ({ open, team }) => {
  const [kevin, jonas] = await Promise.all([open('Kevin'), open('Jonas')]);
  await expect(link(jonas, 'general')).toHaveAccessibleName('general');
  await link(jonas, 'random').click();
  const [person] = await team.sql`select id from users where name = 'Jonas'`;
  const call = `<@${person?.id}> ${something('look')}`;
  for (const text of [something('first'), call, something('last')]) await say(kevin, text);
  await expect(link(jonas, 'general')).toHaveAccessibleName('general, 1 mention, 3 unread');

  await team.sql`
    with general as (update channels set last_rev = last_rev + 1 where name = 'general' returning id, last_rev)
    update internal_messages m set content = '', deleted_at = now(), rev = general.last_rev from general
    where m.channel_id = general.id and m.content = ${call}`;
  await say(kevin, something('after it'));
  await expect(link(jonas, 'general')).toHaveAccessibleName('general, 3 unread');
});

test('a sidebar that is longer than the window says what is unread further up and down', async ({
  open,
  team,
}) => {
  const key = newName('long');
  await team.sql`
    with made as (insert into channels (kind, name, name_key, last_seq, last_rev)
        select 'private', ${key} || n, ${key} || n, 1, 1 from generate_series(10, 40) n returning id),
      joined as (insert into members (channel_id, user_id)
        select made.id, users.id from made, users where users.name = 'Mei')
    insert into internal_messages (id, channel_id, seq, rev, sender_id, content)
    select gen_random_uuid(), made.id, 1, 1, (select id from users where name = 'Tom'), 'hi' from made`;
  const mei = await open('Mei');
  const pill = (where: string) => mei.getByRole('button', { name: `More unread ${where}` });
  await expect(pill('below')).toBeVisible();
  await expect(pill('above')).toHaveCount(0);
  await expect(async () => {
    // it may go in the moment in which it is clicked
    if (await pill('below').isVisible()) await pill('below').click({ timeout: 1_000 });
    await expect(pill('below')).toHaveCount(0, { timeout: 100 });
  }).toPass();
  await expect(link(mei, `${key}40`)).toBeInViewport();
  await expect(pill('above')).toBeVisible();
});
