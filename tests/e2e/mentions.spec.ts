import type { Page } from '@playwright/test';
import { bubbles, composer, STORED, say, something } from './support/chat.ts';
import { expect, test } from './support/team.ts';

const link = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Channels' }).getByRole('link', { name });
const suggestions = (page: Page) => page.getByRole('listbox', { name: 'People' }).getByRole('option');

test('a name is completed, stored by id, and its person is called', async ({ open, team }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  await expect(link(mary, 'general')).toHaveAccessibleName('general');
  await link(mary, 'random').click();
  const said = something('look');

  await composer(kevin).pressSequentially('@Ma');
  await expect(suggestions(kevin).first()).toContainText('Mary@mary');
  await kevin.keyboard.press('Enter');
  await expect(composer(kevin)).toHaveValue('@Mary ');
  await composer(kevin).pressSequentially(said);
  await kevin.keyboard.press('Enter');

  await expect(link(mary, 'general')).toHaveAccessibleName('general, 1 mention, 1 unread');
  const [person] = await team.sql`select id from users where name = 'Mary'`;
  await expect
    .poll(() => team.sql`select content, mentions from internal_messages where content like ${`%${said}`}`)
    .toEqual([{ content: `<@${person?.id}> ${said}`, mentions: [person?.id] }]);
});

test('calling everybody asks first, says how many that is, and keeps the text on Cancel', async ({
  open,
}) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  await link(mary, 'random').click();
  const said = `@channel ${something('lunch')}`;
  const question = kevin.getByRole('alertdialog', { name: 'This will notify 6 people' });

  await composer(kevin).fill(said);
  await kevin.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(composer(kevin)).toHaveValue(said);
  await expect(composer(kevin)).toBeFocused();
  await kevin.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Send' }).click();
  await expect(composer(kevin)).toHaveValue('');
  await expect(link(mary, 'general')).toHaveAccessibleName('general, 1 mention, 1 unread');

  await composer(kevin).fill('`@here` is code');
  await kevin.keyboard.press('Enter');
  await expect(composer(kevin)).toHaveValue('');
  await expect(link(mary, 'general')).toHaveAccessibleName('general, 1 mention, 2 unread');
});

test('an edit that begins to call everybody asks as well, and only then', async ({ open }) => {
  const kevin = await open('Kevin');
  const said = something('lunch');
  const question = kevin.getByRole('alertdialog', { name: 'This will notify 6 people. Save it?' });
  const field = kevin.getByRole('textbox', { name: 'Edit message' });
  await say(kevin, said);
  await expect(bubbles(kevin, said)).toContainText(STORED);

  await composer(kevin).press('ArrowUp');
  await field.fill(`@channel ${said}`);
  await field.press('Enter');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(field).toHaveValue(`@channel ${said}`);
  await expect(field).toBeFocused();
  await field.press('Enter');
  await question.getByRole('button', { name: 'Save' }).click();
  await expect(bubbles(kevin, `@channel ${said}`)).toContainText('(edited)');

  await composer(kevin).press('ArrowUp');
  await field.fill(`@channel ${said} at noon`);
  await field.press('Enter');
  await expect(field).toHaveCount(0);
  await expect(bubbles(kevin, `${said} at noon`)).toBeVisible();
});

test('who is named in a private channel without being in it can be invited', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const invite = kevin.getByRole('button', { name: 'Invite', exact: true });
  await link(kevin, 'launch-budget').click();
  await say(kevin, '@Mary, a look at this?', 'launch-budget');
  await expect(kevin.getByText('Mary is not in this channel')).toBeVisible();
  await kevin.getByRole('button', { name: 'Do nothing' }).click();
  await expect(invite).toHaveCount(0);
  await expect(link(mary, 'launch-budget')).toHaveCount(0);

  await say(kevin, '@Mary, please', 'launch-budget');
  await invite.click();
  await expect(link(mary, 'launch-budget')).toBeVisible();
  await expect(invite).toHaveCount(0);
  await expect(composer(kevin, 'launch-budget')).toBeFocused();
});

test('a message that calls somebody says so to them alone', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const said = something('look');
  await say(kevin, `@mary ${said}`);
  await expect(bubbles(mary, said)).toHaveAccessibleName(/^Kevin, mentions you, /);
  await expect(bubbles(kevin, said)).toHaveAccessibleName(/^Kevin, \d/);
});
