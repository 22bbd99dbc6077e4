import type { Page } from '@playwright/test';
import { bubbles, composer, list, STORED, say, something } from './support/chat.ts';
import { connected, expect, test } from './support/team.ts';

const refuse = {
  error: { code: 'invalid', message: 'Not today', issues: [{ path: 'content', message: 'Not today' }] },
};

test('a refused message stays in its place with its reason; Retry sends it', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const text = something('Refused');
  await kevin.route('**/chat-send-message', (route) => route.fulfill({ status: 400, json: refuse }), {
    times: 1,
  });
  await say(kevin, text);
  await expect(bubbles(kevin, text)).toContainText('Failed');
  await expect(bubbles(kevin, text)).toContainText('Not today');
  const next = something('Next');
  await say(kevin, next);
  await expect(bubbles(kevin, next)).toContainText(STORED);

  await bubbles(kevin, text).getByRole('button', { name: 'Retry' }).click();
  await expect(bubbles(kevin, text)).toContainText(STORED);
  await expect(bubbles(mary, text)).toHaveCount(1);
});

test('Discard gives the text back, before what was typed since', async ({ open }) => {
  const kevin = await open('Kevin');
  const text = something('Discarded');
  await kevin.route('**/chat-send-message', (route) => route.fulfill({ status: 400, json: refuse }));
  await say(kevin, text);
  await expect(bubbles(kevin, text)).toContainText('Failed');
  await composer(kevin).fill('typed since');
  await bubbles(kevin, text).getByRole('button', { name: 'Discard' }).click();

  await expect(bubbles(kevin, text)).toHaveCount(0);
  await expect(composer(kevin)).toHaveValue(`${text}\ntyped since`);
  await expect(composer(kevin)).toBeFocused();
});

test('no answer is no failure: the message says Queued and goes by itself', async ({ open }) => {
  const tom = await open('Tom');
  await tom.route('**/chat-send-message', (route) => route.abort(), { times: 1 });
  const text = something('Unanswered');
  await say(tom, text);
  await expect(bubbles(tom, text)).toContainText('Queued');
  await expect(bubbles(tom, text)).toContainText(STORED);
});

test('too many messages at once: the tray says how long the message waits', async ({ open }) => {
  const tom = await open('Tom');
  const answer = { code: 'rate_limited', message: 'Too many messages at once: wait 9 s' };
  await tom.route('**/chat-send-message', (route) =>
    route.fulfill({ status: 429, headers: { 'retry-after': '9' }, json: { error: answer } }),
  );
  const text = something('Hasty');
  await say(tom, text);
  await tom.getByRole('button', { name: '1 waiting' }).click();
  await expect(tom.getByRole('region', { name: 'Not sent yet' })).toContainText(/next try in \d+ s/);
});

test('an expired session asks for sign-in over the chat, and nothing written is lost', async ({ open }) => {
  const aisha = await open('Aisha');
  // the message is the first to be told that the session is over
  await aisha.route(/\/chat-(?!send-message)/, (route) => route.abort());
  await aisha.context().clearCookies();
  const text = something('Expired');
  await say(aisha, text);
  await expect(aisha.getByRole('dialog')).toBeVisible();
  await aisha.unroute(/\/chat-(?!send-message)/);
  await signInAgain(aisha);

  await expect(bubbles(aisha, text)).toContainText(STORED);
});

test('a session that expires while somebody writes leaves what was written so far', async ({ open }) => {
  const aisha = await open('Aisha');
  const text = something('Half a sentence');
  await composer(aisha).fill(text);
  await aisha.context().clearCookies();
  await aisha.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(aisha.getByRole('dialog')).toBeVisible();
  await signInAgain(aisha);

  await expect(composer(aisha)).toHaveValue(text);
  await composer(aisha).press('Enter');
  await expect(bubbles(aisha, text)).toContainText(STORED);
});

async function signInAgain(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Email').fill('aisha@example.com');
  await dialog.getByLabel('Password').fill('team-chat-demo');
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toHaveCount(0);
}

test('a wrong password is said, and what was typed stays', async ({ page, team }) => {
  await page.goto(team.origin);
  await page.getByLabel('Email').fill('kevin@example.com');
  await page.getByLabel('Password').fill('wrong password');
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('Email')).toHaveValue('kevin@example.com');
  await expect(page.getByLabel('Password')).toHaveValue('wrong password');
});

test('signing out leaves nothing of the conversation behind', async ({ open }) => {
  const jonas = await open('Jonas');
  await jonas.getByRole('button', { name: 'Sign out' }).click();
  await expect(jonas.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(jonas.getByRole('article')).toHaveCount(0);
  await jonas.goto('/');
  await expect(jonas.getByRole('button', { name: 'Sign in' })).toBeVisible();
});

test('a channel that is not there says so and leads back', async ({ open }) => {
  const mary = await open('Mary');
  await mary.goto('/c/00000000-0000-7000-8000-000000000000');
  await expect(mary.getByRole('main')).toContainText(/no .*channel|not .*find|does not exist|unknown/i);
  await mary.getByRole('main').getByRole('link').first().click();
  await connected(mary);
  await expect(list(mary)).toBeVisible();
});
