import type { Page } from '@playwright/test';
import { bubbles, composer, holdRequests, list, STORED, say, something } from './support/chat.ts';
import { connected, expect, openTab, test } from './support/team.ts';

async function use(page: Page, text: string, tool: string): Promise<void> {
  await bubbles(page, text).hover();
  await bubbles(page, text).getByRole('button', { name: tool, exact: true }).click();
}

const editor = (page: Page) => list(page).getByRole('textbox', { name: 'Edit message' });
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

async function bothSee(pages: readonly Page[], text: string): Promise<void> {
  for (const page of pages) await expect(bubbles(page, text)).toBeVisible();
  await expect(bubbles(pages[0] as Page, text)).toContainText(STORED);
}

test('an edit is on both screens at once, over a reload, with what the message said before', async ({
  open,
}) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const before = something('Lunch at noon');
  await say(kevin, before);
  await bothSee([kevin, mary], before);

  // with the keyboard alone, from the empty composer
  await composer(kevin).press('ArrowUp');
  await expect(editor(kevin)).toBeFocused();
  await expect(editor(kevin)).toHaveValue(before);
  const after = something('Lunch at one');
  await editor(kevin).fill(after);
  await editor(kevin).press('Enter');

  await expect(composer(kevin)).toBeFocused();
  await expect(bubbles(mary, after)).toContainText('(edited)');
  await expect(bubbles(mary, before)).toHaveCount(0);
  await mary.reload();
  await connected(mary);
  await bubbles(mary, after).getByRole('button', { name: '(edited)' }).click();
  await expect(dialog(mary, 'Versions of this message').getByRole('listitem')).toHaveText([
    new RegExp(after),
    new RegExp(before),
  ]);
  await mary.keyboard.press('Escape');
  await expect(bubbles(mary, after).getByRole('button', { name: '(edited)' })).toBeFocused();
});

test('two edits that begin from one text: both are shown, and the later one decides', async ({ open }) => {
  const kevin = await open('Kevin');
  const text = something('First');
  await say(kevin, text);
  await bothSee([kevin], text);
  const other = await openTab(kevin);
  await use(kevin, text, 'Edit message');
  await use(other, text, 'Edit message');
  const [theirs, mine] = [something('From the phone'), something('From the laptop')];
  await editor(kevin).fill(`${mine}\nand a second line`);
  await editor(other).fill(theirs);
  await editor(other).press('Enter');

  const conflict = list(kevin).getByRole('alert');
  await expect(conflict).toContainText('This message was changed meanwhile');
  expect(await conflict.innerText()).toContain(`${mine}\nand a second line`);
  await expect(bubbles(kevin, mine)).toContainText(theirs);
  await kevin.getByRole('button', { name: 'Keep mine' }).click();
  await expect(bubbles(other, mine)).toContainText('(edited)');
  await expect(bubbles(kevin, theirs)).toHaveCount(0);
});

test('an unfinished edit outlives the page, and the message: its text goes into the composer', async ({
  open,
}) => {
  // Kevin owns the team
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const text = something('Regrettable');
  await say(mary, text);
  await bothSee([mary, kevin], text);
  await use(mary, text, 'Edit message');
  const better = something('Much better');
  await editor(mary).fill(better);
  await mary.reload();
  await connected(mary);
  await expect(editor(mary)).toHaveValue(better);

  await use(kevin, text, 'Delete message');
  const lost = list(mary).getByRole('alert');
  // after the time in which Kevin may take it back
  await expect(lost).toContainText('This message was deleted while you were editing it', { timeout: 15_000 });
  await expect(lost).toContainText(better);
  await lost.getByRole('button', { name: 'Put into the composer' }).click();
  await expect(composer(mary)).toHaveValue(better);
  await expect(bubbles(mary, better)).toHaveCount(0);
});

test('a deletion can be taken back; else the message is gone for everybody, also where it is quoted', async ({
  open,
}) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const text = something('A secret');
  await say(kevin, text);
  await bothSee([kevin, mary], text);
  const answer = something('I read it');
  await use(mary, text, 'Reply to Kevin');
  await say(mary, answer);
  await expect(bubbles(kevin, text).getByRole('button', { name: '1 reply' })).toBeVisible();
  // and one that is not sent yet
  const quoted = list(mary).getByRole('article', { name: new RegExp(`^Kevin.*${text}`) });
  await quoted.hover();
  await quoted.getByRole('button', { name: 'Reply to Kevin', exact: true }).click();

  const own = list(kevin).getByRole('article', { name: new RegExp(`^Kevin.*${text}`) });
  await own.hover();
  await own.getByRole('button', { name: 'Delete message' }).click();
  await expect(own).toHaveCount(0);
  await expect(kevin.getByRole('button', { name: 'Undo deleting this message' })).toBeFocused();
  await kevin.keyboard.press('Enter');
  await expect(own).toHaveCount(1);

  await own.hover();
  await own.getByRole('button', { name: 'Delete message' }).click();
  // a page that goes says it at once
  await kevin.reload();
  await connected(kevin);
  for (const page of [kevin, mary]) {
    await expect(bubbles(page, answer)).toContainText('deleted message');
    await expect(page.getByText(text)).toHaveCount(0);
  }
  await expect(mary.getByText('Replying to Kevin deleted message')).toBeVisible();
  expect(await mary.evaluate(() => JSON.stringify(localStorage))).not.toContain(text);
});

test('reactions: by whom, on both screens, and five clicks in a second end as the last one', async ({
  open,
}) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const text = something('Cake in the kitchen');
  await say(kevin, text);
  await bothSee([kevin, mary], text);

  await use(mary, text, 'Add reaction');
  const picker = dialog(mary, 'Choose an emoji');
  await expect(picker.getByRole('searchbox', { name: 'Find an emoji' })).toBeFocused();
  await expect(picker.getByRole('gridcell').first()).toBeVisible();
  await mary.keyboard.type('heart');
  await expect(picker.getByRole('option').first()).toHaveAccessibleName('red heart');
  await expect(picker.getByRole('option', { selected: true })).toHaveAccessibleName('red heart');
  await mary.keyboard.press('ArrowRight');
  await expect(picker.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
  await mary.keyboard.press('Control+A');
  await mary.keyboard.type('party pop');
  await expect(picker.getByRole('option')).toHaveText(['🎉']);
  await mary.keyboard.press('Enter');
  await expect(picker).toHaveCount(0);
  await expect(bubbles(mary, text)).toBeFocused();

  const chip = (page: Page, names: string) =>
    bubbles(page, text).getByRole('button', { name: `🎉 ${names}`, exact: true });
  await expect(chip(mary, 'Mary')).toHaveAttribute('aria-pressed', 'true');
  await expect(chip(kevin, 'Mary')).toHaveAttribute('aria-pressed', 'false');

  const held = await holdRequests(kevin, '**/chat-react');
  const any = bubbles(kevin, text).getByRole('button', { name: /^🎉/ });
  for (let clicks = 0; clicks < 5; clicks += 1) await any.click();
  await expect(any).toHaveAttribute('aria-pressed', 'true');
  await held.asked;
  held.release();
  await expect(chip(mary, 'Mary and Kevin')).toBeVisible();

  // what a finger cannot point at
  await use(mary, text, 'Who reacted');
  const who = dialog(mary, 'Who reacted');
  await expect(who.getByRole('listitem').filter({ hasText: /^Mary/ })).toHaveText('Mary (you)');
  await expect(who).toContainText('Kevin');
  await mary.keyboard.press('Escape');
  await expect(who).toHaveCount(0);

  await mary.reload();
  await connected(mary);
  await expect(chip(mary, 'Mary and Kevin')).toHaveAttribute('aria-pressed', 'true');
});

test('from an answer to its parent and back, and from the parent to its answers', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const question = something('Where is the projector');
  await say(kevin, question);
  await bothSee([kevin, mary], question);
  const answer = something('In the cupboard');
  await use(mary, question, 'Reply to Kevin');
  await say(mary, answer);
  await say(mary, `${something('far below')}${'\n.'.repeat(60)}`);

  const parent = list(kevin).getByRole('article', { name: new RegExp(`^Kevin.*${question}`) });
  await bubbles(kevin, answer)
    .getByRole('button', { name: /^In reply to Kevin/ })
    .click();
  await expect(parent).toBeFocused();
  await kevin.getByRole('button', { name: 'Back to the answer' }).click();
  await expect(bubbles(kevin, answer)).toBeFocused();
  await expect(kevin.getByRole('button', { name: 'Back to the answer' })).toHaveCount(0);

  await parent.getByRole('button', { name: '1 reply' }).click();
  await dialog(kevin, 'Replies')
    .getByRole('button', { name: new RegExp(answer) })
    .click();
  await expect(dialog(kevin, 'Replies')).toHaveCount(0);
  await expect(bubbles(kevin, answer).first()).toBeFocused();
});

test('the names behind a reaction are seen whole also in the first row of the list', async ({ open }) => {
  const kevin = await open('Kevin');
  const text = something('At the top');
  await say(kevin, text);
  await bothSee([kevin], text);
  await use(kevin, text, 'Add reaction');
  await dialog(kevin, 'Choose an emoji').getByRole('button', { name: 'thumbs up' }).click();
  await say(kevin, `${something('Below')}\n.`.padEnd(300, '\n.'));
  const chip = bubbles(kevin, text).getByRole('button', { name: '👍 Kevin', exact: true });
  await chip.evaluate((element) => element.scrollIntoView({ block: 'start' }));

  await chip.hover();
  const tip = chip.getByText('Kevin');
  await expect(tip).toBeVisible();
  const top = (await tip.boundingBox())?.y ?? 0;
  expect(top).toBeGreaterThan((await list(kevin).boundingBox())?.y ?? 0);
});
