import type { Page } from '@playwright/test';
import { composer, something } from './support/chat.ts';
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
  await expect(suggestions(kevin).first()).toHaveText(/^Mary/);
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
