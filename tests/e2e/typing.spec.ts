import type { Page } from '@playwright/test';
import { bubbles, composer, something } from './support/chat.ts';
import { connected, expect, openTab, test } from './support/team.ts';

const line = (page: Page) => page.getByRole('status').filter({ hasText: /typing/ });
const person = (page: Page, name: string) =>
  page.getByRole('region', { name: 'People' }).getByRole('listitem').filter({ hasText: name });

function typingCallsOf(page: Page): string[] {
  const calls: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/chat-typing-indicator')) calls.push(request.postData() ?? '');
  });
  return calls;
}

async function bothThere(one: Page, other: Page, names: [string, string]): Promise<void> {
  await expect(person(one, names[1])).toContainText('online');
  await expect(person(other, names[0])).toContainText('online');
}

test('Mary sees that Kevin is typing, without a shift, until his message is there; his other tab does not', async ({
  open,
}) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const second = await openTab(kevin);
  await bothThere(kevin, mary, ['Kevin', 'Mary']);
  const before = await composer(mary).boundingBox();
  const text = something('Typed');
  await kevin.bringToFront();
  await composer(kevin).pressSequentially(text);

  await expect(line(mary)).toHaveText('Kevin is typing…');
  expect(await composer(mary).boundingBox()).toEqual(before);
  await expect(line(second)).toHaveCount(0);
  await expect(line(kevin)).toHaveCount(0);
  await composer(kevin).press('Enter');
  await expect(bubbles(mary, text)).toBeVisible();
  await expect(line(mary)).toHaveCount(0, { timeout: 500 });
});

test('a stop is told when the field is left, and a stop that is lost shows for 7 s at most', async ({
  open,
}) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  await bothThere(kevin, mary, ['Kevin', 'Mary']);
  await composer(kevin).pressSequentially('hm');
  await expect(line(mary)).toHaveCount(1);
  await composer(kevin).blur();
  await expect(line(mary)).toHaveCount(0, { timeout: 2_000 });

  await kevin.route('**/chat-typing-indicator', (route) =>
    route.request().postData()?.includes('false') ? route.abort() : route.continue(),
  );
  await composer(kevin).pressSequentially('h');
  // the stop took the place of a start: the next one comes 6 s after the first, and only while somebody types
  await composer(kevin).pressSequentially('m'.repeat(13), { delay: 500 });
  await expect(line(mary)).toHaveCount(1);
  const since = Date.now();
  // 7 s after the last news, which may come 3 s after the last key
  await expect(line(mary)).toHaveCount(0, { timeout: 11_000 });
  expect(Date.now() - since).toBeGreaterThan(5_000);
});

test('a quick writer makes at most 20 requests a minute', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  await bothThere(kevin, mary, ['Kevin', 'Mary']);
  const calls = typingCallsOf(kevin);
  const started = Date.now();
  while (Date.now() - started < 9_500) await composer(kevin).pressSequentially('abc ', { delay: 60 });

  // at 0, 3, 6 and 9 s
  expect(calls.length).toBeGreaterThanOrEqual(3);
  expect(calls.length).toBeLessThanOrEqual(4);
});

test('nobody is told while nobody is there to hear', async ({ open }) => {
  const kevin = await open('Kevin');
  await expect(person(kevin, 'Mary')).toContainText('offline', { timeout: 8_000 });
  const calls = typingCallsOf(kevin);
  await composer(kevin).pressSequentially('talking to myself');
  await composer(kevin).blur();
  await kevin.waitForTimeout(500);

  expect(calls).toEqual([]);
});

test('who comes is online at once, a reload does not flicker, who goes is offline after 5 s', async ({
  open,
}) => {
  const kevin = await open('Kevin');
  await expect(person(kevin, 'Kevin')).toContainText('(you), online');
  await expect(person(kevin, 'Aisha')).toContainText('offline', { timeout: 8_000 });
  const aisha = await open('Aisha');
  await expect(person(kevin, 'Aisha')).toContainText('online', { timeout: 2_000 });
  await kevin.evaluate(() => {
    const seen = new Set<string>();
    Object.assign(window, { seenOfAisha: seen });
    const look = () => {
      for (const item of document.querySelectorAll('[aria-label=People] li')) {
        if (item.textContent?.includes('Aisha')) seen.add(item.textContent.split(', ').at(-1) ?? '');
      }
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    look();
  });
  await aisha.reload();
  await connected(aisha);
  await kevin.waitForTimeout(1_000);
  expect(
    await kevin.evaluate(() => [...(window as unknown as { seenOfAisha: Set<string> }).seenOfAisha]),
  ).toEqual(['online']);

  const left = Date.now();
  await aisha.close();
  await expect(person(kevin, 'Aisha')).toContainText('offline', { timeout: 8_000 });
  expect(Date.now() - left).toBeGreaterThan(4_500);
});

test('who is online stays known when that was heard before anything else', async ({ open }) => {
  const kevin = await open('Kevin');
  await kevin.route('**/chat-pusher-auth', async (route) => {
    if (!route.request().postData()?.includes('presence-')) await kevin.waitForTimeout(1_000);
    await route.continue();
  });
  await kevin.reload();
  await connected(kevin);
  await expect(person(kevin, 'Kevin')).toContainText('(you), online');
  // what is not heard any more is known for five seconds
  await kevin.waitForTimeout(6_000);
  await expect(person(kevin, 'Kevin')).toContainText('(you), online');
  await expect(person(kevin, 'Aisha')).toContainText('offline');
});
