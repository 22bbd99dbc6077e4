import type { Page } from '@playwright/test';
import { wholeList } from '../support/whole-list.ts';
import { bubbles, composer, list, STORED, say, something, toEndOf, toLatest } from './support/chat.ts';
import { connected, expect, test } from './support/team.ts';

const toEnd = (page: Page) =>
  list(page).evaluate((log) => {
    const scroller = log.scrollHeight > log.clientHeight ? log : (log.parentElement ?? log);
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
  });

const topOf = (page: Page, text: string) =>
  bubbles(page, text)
    .first()
    .evaluate((bubble) => bubble.getBoundingClientRect().top);

/** Lets the page look for what it has not heard of. */
async function checkNow(page: Page): Promise<void> {
  const proof = page.getByRole('button', { name: 'How complete is this channel?' });
  await proof.click();
  const synced = page.waitForResponse('**/chat-sync');
  await page.getByRole('button', { name: 'Check now' }).click();
  await synced;
  await page.keyboard.press('Escape');
}

async function scrollUp(page: Page, pixels: number): Promise<void> {
  await list(page).hover();
  await page.mouse.wheel(0, -pixels);
  await page.waitForTimeout(300);
}

test.describe('with a long conversation', () => {
  test.beforeEach(async ({ team }) => {
    await team.sql`
      with random as (update channels set last_seq = last_seq + 160, last_rev = last_rev + 160
        where name = 'random' returning id, last_seq - 160 as seq, last_rev - 160 as rev)
      insert into internal_messages (id, channel_id, seq, rev, sender_id, content, created_at)
      select gen_random_uuid(), random.id, random.seq + n, random.rev + n, (select id from users where name = 'Tom'),
        'history ' || n || repeat(' and more of it', n % 7), now() - make_interval(mins => 200 - n)
      from random, generate_series(1, 160) n`;
  });

  async function openRandom(page: Page): Promise<void> {
    await page.getByRole('link', { name: 'random' }).click();
    await expect(
      list(page)
        .getByText(/^history/)
        .first(),
    ).toBeVisible();
    await toLatest(page);
    await expect(bubbles(page, 'history 160')).toBeVisible();
  }

  test('a channel opens at its end, and an own message goes there from anywhere', async ({ open }) => {
    const mary = await open('Mary');
    await openRandom(mary);
    expect(await toEnd(mary)).toBeLessThan(2);
    await scrollUp(mary, 900);
    expect(await toEnd(mary)).toBeGreaterThan(400);
    const text = something('From above');
    await say(mary, text, 'random');
    await expect(bubbles(mary, text)).toBeInViewport();
    expect(await toEnd(mary)).toBeLessThan(2);
  });

  test('a reader at the end stays there when messages come', async ({ open }) => {
    const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
    await openRandom(kevin);
    await openRandom(mary);
    await scrollUp(mary, 60);
    const text = something('For the end');
    await say(kevin, text, 'random');
    await expect(bubbles(mary, text)).toBeInViewport();
    expect(await toEnd(mary)).toBeLessThan(2);
  });

  test('a reader further up keeps the place to the pixel, and hears how many are new', async ({ open }) => {
    const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
    await openRandom(kevin);
    await openRandom(mary);
    await scrollUp(mary, 700);
    const before = await topOf(mary, 'history 150');
    const texts = [something('Below'), something('Below'), something('Below')];
    for (const text of texts) await say(kevin, text, 'random');
    const button = mary.getByRole('button', { name: '3 new messages' });
    await expect(button).toBeVisible();

    expect(await topOf(mary, 'history 150')).toBe(before);
    await button.click();
    await expect(bubbles(mary, texts[2] ?? '')).toBeInViewport();
    await expect(button).toHaveCount(0);
  });

  test('older pages come while scrolling up, down to the beginning, without moving the text', async ({
    open,
  }) => {
    const mary = await open('Mary');
    await openRandom(mary);
    await expect(bubbles(mary, 'history 5 ')).toHaveCount(0);
    const numbers = new Set<number>();
    // other tests of this worker may have said a lot here
    for (let page = 0; page < 200; page += 1) {
      const seen = await list(mary).getByRole('article').allInnerTexts();
      for (const text of seen) numbers.add(Number(text.match(/history (\d+)/)?.[1] ?? 0));
      expect(seen.length).toBeLessThanOrEqual(400);
      if ((await mary.getByText('noodle place').count()) > 0) break;
      // half of what is drawn beyond the view: also two steps that a slow machine takes at once leave out nothing
      await scrollUp(mary, 700);
    }
    await expect(mary.getByText('noodle place')).toBeVisible();
    expect([...numbers].filter((number) => number > 0).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 160 }, (_, index) => index + 1),
    );
  });

  for (const [where, pixels] of [
    ['at the end', 0],
    ['in the middle', 700],
  ] as const) {
    test(`a list that gets shorter above the reader leaves the text where it is: ${where}`, async ({
      open,
      team,
    }) => {
      const mary = await open('Mary');
      await openRandom(mary);
      // a screenful of text right above what is in view
      await scrollUp(mary, pixels);
      const inView = await list(mary).evaluate((log) => {
        const { top } = log.getBoundingClientRect();
        const articles = [...log.querySelectorAll('article')];
        const at = articles.findIndex((article) => article.getBoundingClientRect().top > top + 40);
        return { anchor: articles[at]?.id ?? '', above: articles[at - 4]?.getAttribute('data-message') };
      });
      const anchorTop = () =>
        mary.locator(`[id="${inView.anchor}"]`).evaluate((article) => article.getBoundingClientRect().top);
      const change = async (content: string, isDeleted: boolean) => {
        await team.sql`with random as (update channels set last_rev = last_rev + 1 where name = 'random'
            returning id, last_rev)
          update internal_messages m set content = ${content}, edited_at = now(), rev = random.last_rev,
            deleted_at = case when ${isDeleted} then now() end
          from random where m.id = ${inView.above}`;
        await checkNow(mary);
      };
      const long = something('Long').repeat(300);
      await change(long, false);
      await expect(bubbles(mary, long.slice(0, 200))).toHaveCount(1);
      await mary.waitForTimeout(300);
      const before = await anchorTop();
      await change('', true);
      await expect(bubbles(mary, long.slice(0, 200))).toHaveCount(0);
      expect(await anchorTop()).toBe(before);
    });
  }

  test('with reduced motion, too, everything is there wherever one scrolls', async ({ open, team }) => {
    const mary = await open('Mary');
    // as somebody's system settings do: every transition of the page ends at once, also those that nobody meant
    await mary.emulateMedia({ reducedMotion: 'reduce' });
    await openRandom(mary);
    const stored =
      await team.sql`select substring(content from 'history [0-9]+') as text from internal_messages
      where content like 'history %' and deleted_at is null order by seq`;
    for (let round = 0; round < 3; round += 1) {
      const texts = (await wholeList(list(mary))).flatMap(({ text }) => text.match(/history \d+/)?.[0] ?? []);
      expect(texts).toEqual(stored.map(({ text }) => text));
    }
  });

  test('an older page that arrives leaves the text where it is', async ({ open }) => {
    const mary = await open('Mary');
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    await mary.route('**/chat-messages*', async (route) => {
      await released;
      await route.continue();
    });
    await openRandom(mary);
    // not the first: it loses its author's line to the group it turns out to belong to
    const third = list(mary).getByRole('article').nth(2);
    await list(mary).hover();
    await mary.mouse.wheel(0, -20_000);
    await mary.waitForTimeout(300);
    await mary.mouse.wheel(0, 250);
    await mary.waitForTimeout(300);
    const anchor = await third.elementHandle();
    const before = await anchor?.evaluate((element) => element.getBoundingClientRect().top);
    const count = await list(mary).getByRole('article').count();
    release();
    await expect.poll(() => list(mary).getByRole('article').count()).toBeGreaterThan(count);

    expect(await anchor?.evaluate((element) => element.getBoundingClientRect().top)).toBe(before);
  });
});

test('Enter sends, Shift+Enter breaks the line, and the focus stays', async ({ open }) => {
  const kevin = await open('Kevin');
  const text = something('Two lines');
  await composer(kevin).fill(text);
  await composer(kevin).press('Shift+Enter');
  await composer(kevin).pressSequentially('second');
  await composer(kevin).press('Enter');

  await expect(bubbles(kevin, text)).toContainText('second');
  await expect(composer(kevin)).toBeFocused();
  await expect(composer(kevin)).toHaveValue('');
});

test('the Enter that ends an IME composition does not send', async ({ open }) => {
  const mei = await open('Mei');
  await composer(mei).focus();
  const session = await mei.context().newCDPSession(mei);
  await session.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
  await composer(mei).dispatchEvent('keydown', {
    key: 'Enter',
    code: 'Enter',
    keyCode: 229,
    isComposing: true,
    bubbles: true,
  });
  await session.send('Input.insertText', { text: '日本' });

  await expect(composer(mei)).toHaveValue('日本');
  await expect(bubbles(mei, '日本')).toHaveCount(0);
  // within 50 ms it is taken for the Enter that ends the composition: no person is that quick
  await mei.waitForTimeout(100);
  await composer(mei).press('Enter');
  await expect(bubbles(mei, '日本')).toHaveCount(1);
});

test('a reply shows its parent on both screens and jumps to it', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const question = something('Who is in');
  await say(mary, question);
  await bubbles(kevin, question).hover();
  await bubbles(kevin, question).getByRole('button', { name: 'Reply to Mary' }).click();
  await expect(composer(kevin)).toBeFocused();
  const answer = something('I am');
  await say(kevin, answer);

  for (const page of [kevin, mary]) await expect(bubbles(page, answer)).toContainText(question);
  const tall = something('in between');
  await say(mary, `${tall}\n${'.\n'.repeat(60)}.`);
  await expect(bubbles(mary, tall)).toContainText(STORED);
  await mary.reload();
  await connected(mary);
  const quote = bubbles(mary, answer).getByRole('button').filter({ hasText: question });
  await quote.scrollIntoViewIfNeeded();
  await quote.click();
  await expect(bubbles(mary, question).first()).toBeInViewport();
  await expect(bubbles(mary, question).first()).toBeFocused();
});

test('what is typed stays with its channel', async ({ open }) => {
  const sofia = await open('Sofía');
  await composer(sofia).fill('for general');
  await toEndOf(sofia, 'random');
  await expect(composer(sofia, 'random')).toHaveValue('');
  await composer(sofia, 'random').fill('for random');
  await sofia.getByRole('link', { name: 'general' }).click();
  await expect(composer(sofia)).toHaveValue('for general');
});

test('days are separated and authors grouped', async ({ open }) => {
  const kevin = await open('Kevin');
  const [first, second] = [something('One'), something('Two')];
  await say(kevin, first);
  await say(kevin, second);
  await expect(bubbles(kevin, second)).toHaveAccessibleName(/^Kevin/);
  const avatars = async (text: string) =>
    (await bubbles(kevin, text).innerText()).split('\n').includes('Kevin');
  expect(await avatars(second)).toBe(false);

  const today = list(kevin).getByRole('heading', { name: 'Today' });
  await expect(async () => {
    await scrollUp(kevin, 600);
    expect(await today.count()).toBe(1);
  }).toPass({ timeout: 30_000 });
});

test('on a phone the channels are in a drawer and the chat fits the screen', async ({ open }) => {
  const mary = await open('Mary');
  await mary.setViewportSize({ width: 360, height: 740 });
  await expect(mary.getByRole('navigation', { name: 'Channels' })).toBeHidden();
  // who was at the end still is
  await expect.poll(() => toEnd(mary)).toBeLessThan(2);
  await mary.getByRole('button', { name: /channel list/i }).click();
  await toEndOf(mary, 'random');
  await expect(composer(mary, 'random')).toBeVisible();
  expect(await mary.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test('a link to a message opens there, forward and back work, and what is gone says so', async ({
  open,
  team,
}) => {
  const mary = await open('Mary');
  await team.sql`
    with random as (update channels set last_seq = last_seq + 400, last_rev = last_rev + 400
      where name = 'random' returning id, last_seq - 400 as seq, last_rev - 400 as rev)
    insert into internal_messages (id, channel_id, seq, rev, sender_id, content)
    select gen_random_uuid(), random.id, random.seq + n, random.rev + n, (select id from users where name = 'Tom'),
      'linked ' || n || '.' from random, generate_series(1, 400) n`;
  const [row] = await team.sql`select id, channel_id from internal_messages where content = 'linked 30.'`;
  const general = new URL(mary.url()).pathname;
  await mary.goto(`/c/${row?.channel_id}/${row?.id}`);
  await expect(bubbles(mary, 'linked 30.')).toBeInViewport();
  await expect(bubbles(mary, 'linked 30.')).toBeFocused();
  await expect(bubbles(mary, 'linked 29.')).toBeVisible();
  await mary.getByRole('link', { name: 'general' }).click();
  await expect(composer(mary)).toBeVisible();
  await mary.goBack();
  await expect(bubbles(mary, 'linked 30.')).toBeInViewport();
  await mary.goForward();
  await expect(mary).toHaveURL(new RegExp(general));

  await mary.goto(`/c/${row?.channel_id}/${crypto.randomUUID()}`);
  await expect(mary.getByText('That message is not there any more.')).toBeVisible();
  await expect(composer(mary, 'random')).toBeVisible();
  const [secret] = await team.sql`select m.id, m.channel_id from internal_messages m
    join channels c on c.id = m.channel_id where c.name = 'launch-budget' limit 1`;
  await mary.goto(`/c/${secret?.channel_id}/${secret?.id}`);
  await expect(mary.getByRole('heading', { name: 'There is no such channel' })).toBeVisible();
});
