import type { Page, Request } from '@playwright/test';
import type { Team } from '../support/start-team.ts';
import { wholeList } from '../support/whole-list.ts';
import { bubbles, holdRequests, list, say, something, toEndOf, toLatest } from './support/chat.ts';
import { canSleep, fallAsleep, wakeUp } from './support/sleep.ts';
import { test as base, connected, expect } from './support/team.ts';

const test = base.extend<{ mary: Page }>({
  /** Mary on a laptop that can sleep. */
  mary: async ({ browser, team }, use) => {
    const context = await browser.newContext({ baseURL: team.origin });
    const page = await context.newPage();
    await canSleep(page);
    await page.goto('/');
    await page.getByRole('button', { name: 'Continue as Mary' }).click();
    await connected(page);
    await use(page);
    await context.close();
  },
});

/** Tom says something in #random, as many times as wanted. */
const tomSays = ({ sql }: Team, text: string, times: number) => sql`
  with random as (update channels set last_seq = last_seq + ${times}, last_rev = last_rev + ${times}
    where name = 'random' returning id, last_seq - ${times} as seq, last_rev - ${times} as rev)
  insert into internal_messages (id, channel_id, seq, rev, sender_id, content)
  select gen_random_uuid(), random.id, random.seq + n, random.rev + n, (select id from users where name = 'Tom'),
    ${text} || ' ' || n || repeat(' and more of it', n % 7)
  from random, generate_series(1, ${times}::int) n`;

/** Every third of the messages before the last is edited until `times` are: they grow, above and below what is read. */
const tomEdits = ({ sql }: Team, times: number, last: number) => sql`
  with random as (update channels set last_rev = last_rev + ${times} where name = 'random'
    returning id, last_rev - ${times} as rev)
  update internal_messages m set content = m.content || repeat(' which was made much longer', 20),
    edited_at = now(), rev = random.rev + (${last} - m.seq) / 3
  from random where m.channel_id = random.id and m.seq < ${last} and (${last} - m.seq) % 3 = 0
    and (${last} - m.seq) / 3 <= ${times}`;

const tomDeletes = ({ sql }: Team, times: number, last: number) => sql`
  with random as (update channels set last_rev = last_rev + ${times} where name = 'random'
    returning id, last_rev - ${times} as rev)
  update internal_messages m set content = '', deleted_at = now(), rev = random.rev + (${last} - m.seq + 2) / 3
  from random where m.channel_id = random.id and m.seq < ${last} and (${last} - m.seq) % 3 = 1
    and (${last} - m.seq + 2) / 3 <= ${times}`;

async function lastSeq({ sql }: Team): Promise<number> {
  const [random] = await sql`select last_seq from channels where name = 'random'`;
  return random?.last_seq;
}

/** What the server has, as the list shows it. */
async function stored({ sql }: Team, newest: number): Promise<string[]> {
  const rows = await sql`select m.id, m.content, m.deleted_at from internal_messages m
    join channels c on c.id = m.channel_id where c.name = 'random' order by m.seq desc limit ${newest}`;
  return rows.reverse().map(({ id, content, deleted_at }) => `${id} ${deleted_at ? 'deleted' : content}`);
}

async function shown(page: Page, newest: number): Promise<string[]> {
  const all = await wholeList(list(page));
  return all.slice(-newest).map(({ id, text }) => {
    const content = text.match(
      /(?:before|asleep)[^ ]* \d+(?: and more of it)*(?: which was made much longer)*/,
    )?.[0];
    return `${id} ${content ?? 'deleted'}`;
  });
}

/** A message in view that is neither edited nor deleted: its place on the screen. */
async function anchorIn(page: Page): Promise<() => Promise<number>> {
  const id = await list(page).evaluate((log) => {
    const view = log.getBoundingClientRect();
    const inView = [...log.querySelectorAll('article')].find((article) => {
      const number = Number(article.textContent?.match(/before[^ ]* (\d+)/)?.[1]);
      // what tomDeletes does not reach
      const isTooFarUp = (80 - number) % 3 === 1 && 80 - number > 30;
      const isKept = (80 - number) % 3 === 2 || isTooFarUp;
      return isKept && article.getBoundingClientRect().top > view.top;
    });
    return inView?.id ?? '';
  });
  expect(id).not.toBe('');
  return () => page.locator(`[id="${id}"]`).evaluate((article) => article.getBoundingClientRect().top);
}

function countSyncs(page: Page): () => number {
  const syncs = syncsOf(page);
  return () => syncs.length;
}

/** The syncs that this page asks for from now on. */
function syncsOf(page: Page): Request[] {
  const syncs: Request[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/chat-sync')) syncs.push(request);
  });
  return syncs;
}

test.describe('a laptop that slept', () => {
  // one worker, so one team and one filling of it
  test.describe.configure({ mode: 'default', timeout: 90_000 });

  test.beforeEach(async ({ team, mary }) => {
    const text = something('before').replace(' ', '-');
    await tomSays(team, text, 80);
    await mary.reload();
    await connected(mary);
    await mary.getByRole('link', { name: 'random' }).click();
    await toLatest(mary);
    await expect(bubbles(mary, `${text} 80`)).toBeVisible();
  });

  for (const [where, pixels] of [
    ['at the end', 0],
    ['in the middle', 900],
  ] as const) {
    test(`wakes with one sync, everything is there, and the text has not moved: ${where}`, async ({
      mary,
      team,
    }) => {
      await list(mary).hover();
      if (pixels > 0) await mary.mouse.wheel(0, -pixels);
      await mary.waitForTimeout(300);
      const last = await lastSeq(team);
      const top = await anchorIn(mary);
      const before = await top();
      const syncs = countSyncs(mary);
      await fallAsleep(mary);
      const text = something('asleep').replace(' ', '-');
      await tomSays(team, text, 300);
      await tomEdits(team, 20, last);
      await tomDeletes(team, 10, last);
      expect(syncs()).toBe(0);
      await wakeUp(mary);

      await expect(mary.getByRole('button', { name: '300 new messages' })).toBeVisible();
      expect(await top()).toBe(before);
      // whatever else the page wants to ask, it asks soon
      await mary.waitForTimeout(2_500);
      expect(syncs()).toBe(1);
      expect(await top()).toBe(before);
      expect(await shown(mary, 350)).toEqual(await stored(team, 350));
    });
  }

  test('more than a sync replays: what was shown stays, the rest is loaded when one comes near', async ({
    mary,
    team,
  }) => {
    const last = await lastSeq(team);
    const top = await anchorIn(mary);
    const before = await top();
    await fallAsleep(mary);
    const text = something('asleep').replace(' ', '-');
    await tomSays(team, text, 470);
    await tomEdits(team, 25, last);
    await tomDeletes(team, 10, last);
    const refreshed = mary.waitForResponse(/chat-messages\?.*after=/);
    const pages = await holdRequests(mary, '**/chat-messages?*');
    await wakeUp(mary);

    await expect(mary.getByRole('button', { name: /^Load(ing)? 420 more$/ })).toHaveCount(1);
    expect(await top()).toBe(before);
    await expect(mary.getByRole('button', { name: '470 new messages' })).toBeVisible();
    pages.release();
    await refreshed;
    await expect(bubbles(mary, 'This message was deleted').first()).toBeAttached();
    expect(await top()).toBe(before);
    // reading all of it takes seconds, and it is read again while something comes
    await expect.poll(() => shown(mary, 500), { timeout: 60_000 }).toEqual(await stored(team, 500));
  });

  test('wakes with one sync when its socket died in the sleep, too', async ({ mary, team }) => {
    const syncs = syncsOf(mary);
    await fallAsleep(mary);
    // nothing comes through any more, then the connection is gone: as when a router forgot it
    await team.faults({ sockets: { mute: true } });
    const text = something('asleep').replace(' ', '-');
    await tomSays(team, text, 3);
    await team.faults({ sockets: { cut: true } });
    await team.faults({});
    const wokenAt = mary.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const tell = () => resolve(performance.timeOrigin + performance.now());
          window.addEventListener('online', tell, { once: true });
        }),
    );
    await wakeUp(mary);

    await connected(mary);
    await expect(bubbles(mary, `${text} 3`)).toHaveCount(1);
    await mary.waitForTimeout(2_500);
    // where the socket or its subscriptions take a second or more, what came meanwhile has to be asked for again
    const first = syncs[0]?.timing().startTime ?? 0;
    const isPrompt = first - (await wokenAt) < 1_000;
    expect(syncs.length).toBeLessThanOrEqual(isPrompt ? 1 : 2);
  });

  test('finds a socket that fell silent, and hears by asking', async ({ mary, open, team }) => {
    const kevin = await open('Kevin');
    await team.faults({ sockets: { mute: true } });
    try {
      await fallAsleep(mary);
      await wakeUp(mary);
      await expect(
        mary.getByRole('status').filter({ hasText: /Reconnecting|Live updates are down/ }),
      ).toBeVisible({ timeout: 10_000 });
      const text = something('asleep');
      await toEndOf(kevin, 'random');
      await say(kevin, text, 'random');
      await expect(bubbles(mary, text)).toBeVisible({ timeout: 10_000 });
    } finally {
      await team.faults({});
    }
    await expect(mary.getByRole('status').filter({ hasText: /^Connected$/ })).toBeVisible({
      timeout: 20_000,
    });
  });
});

test('says how complete a channel is, and looks when asked', async ({ mary }) => {
  await mary.getByRole('button', { name: 'How complete is this channel?' }).click();
  await expect(mary.getByText(/Complete to \d\d:\d\d:\d\d · everything said in #general/)).toBeVisible();
  const asked = mary.waitForRequest('**/chat-sync');
  await mary.getByRole('button', { name: 'Check now' }).click();
  await asked;
  await mary.context().setOffline(true);
  await expect(mary.getByText(/Complete to .* since then this device is offline/)).toBeVisible();
});
