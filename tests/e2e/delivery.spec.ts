import {
  bubbles,
  composer,
  countEvents,
  expectOneRow,
  holdAnswers,
  holdRequests,
  list,
  STORED,
  say,
  something,
  textsOf,
} from './support/chat.ts';
import { connected, expect, test } from './support/team.ts';

test("Kevin's message is on Mary's screen, in both after a reload, and Mary answers", async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const text = something('Good morning');
  await say(kevin, text);

  await expect(bubbles(kevin, text)).toHaveCount(1);
  await expect(bubbles(mary, text)).toHaveCount(1);
  await expect(bubbles(mary, text)).toHaveAccessibleName(/^Kevin/);
  await mary.reload();
  await expect(bubbles(mary, text)).toHaveCount(1);

  const answer = something('Morning');
  await say(mary, answer);
  await expect(bubbles(kevin, answer)).toHaveAccessibleName(/^Mary/);
});

test('an own message is there in the next frame, before the server has answered', async ({ open }) => {
  const kevin = await open('Kevin');
  const held = await holdRequests(kevin, '**/chat-send-message');
  const text = something('At once');
  await composer(kevin).fill(text);
  const shown = await kevin.evaluate(async (wanted) => {
    const field = document.activeElement as HTMLTextAreaElement;
    field.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }),
    );
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const log = document.querySelector('[role=log]');
    const last = [...(log?.querySelectorAll('article, [role=article]') ?? [])].at(-1);
    const box = last?.getBoundingClientRect();
    return {
      text: last?.textContent?.includes(wanted),
      inView: Boolean(box && log && box.bottom <= log.getBoundingClientRect().bottom + 1),
      composer: field.value,
    };
  }, text);

  expect(shown).toEqual({ text: true, inView: true, composer: '' });
  await expect(bubbles(kevin, text)).toContainText('Sending');
  held.release();
  await expect(bubbles(kevin, text)).toContainText(STORED);
});

test('an event that overtakes the answer to its POST: one row, one event, one bubble', async ({
  open,
  team,
}) => {
  const kevin = await open('Kevin');
  const text = something('Overtaken');
  const events = countEvents(kevin, text);
  await kevin.reload();
  await connected(kevin);
  const held = await holdAnswers(kevin);
  await say(kevin, text);
  await held.arrived;

  await expect.poll(events).toBe(1);
  await expect(bubbles(kevin, text)).toContainText(STORED);
  const bubble = await bubbles(kevin, text).elementHandle();
  held.release();
  await say(kevin, something('after it'));
  await expect(bubbles(kevin, text)).toHaveCount(1);
  expect(await bubble?.evaluate((element) => element.isConnected)).toBe(true);
  expect(events()).toBe(1);
  await expectOneRow(team, text);
});

test('a lost answer: the event adopts the message, and a retry would be the same one', async ({
  open,
  team,
}) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const text = something('Lost answer');
  await kevin.route('**/chat-send-message', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await say(kevin, text);

  await expect(bubbles(mary, text)).toHaveCount(1);
  await expect(bubbles(kevin, text)).toContainText(STORED);
  await expect(bubbles(kevin, text)).toHaveCount(1);
  await expectOneRow(team, text);
});

test('a retry after a lost answer and a lost event: one row, one event, one bubble', async ({
  open,
  team,
}) => {
  const mary = await open('Mary');
  const text = something('Retried');
  const events = countEvents(mary, text);
  await mary.reload();
  await connected(mary);
  const kevin = await open('Kevin');
  // Kevin hears nothing
  await kevin.routeWebSocket(/\/app\//, () => {});
  await kevin.reload();
  await list(kevin).waitFor();
  let tries = 0;
  await kevin.route('**/chat-send-message', async (route) => {
    const response = await route.fetch();
    tries += 1;
    await (tries === 1 ? route.abort() : route.fulfill({ response }));
  });
  await say(kevin, text);

  await expect(bubbles(kevin, text)).toContainText('Queued');
  await expect(bubbles(kevin, text)).toContainText(STORED);
  await expect(bubbles(kevin, text)).toHaveCount(1);
  await expect(bubbles(mary, text)).toHaveCount(1);
  expect([tries, events()]).toEqual([2, 1]);
  await expectOneRow(team, text);
});

test('a double click on Send: one row, one event, one bubble', async ({ open, team }) => {
  const kevin = await open('Kevin');
  const text = something('Clicked twice');
  const events = countEvents(kevin, text);
  await kevin.reload();
  await connected(kevin);
  await composer(kevin).fill(text);
  await kevin.getByRole('button', { name: 'Send message' }).dblclick();

  await expect(bubbles(kevin, text)).toContainText(STORED);
  await say(kevin, something('after it'));
  await expect(bubbles(kevin, text)).toHaveCount(1);
  expect(events()).toBe(1);
  await expectOneRow(team, text);
});

test('two tabs of one person: one row, one event and one bubble in each', async ({ open, team }) => {
  const first = await open('Kevin');
  const second = await first.context().newPage();
  const text = something('Two tabs');
  const events = countEvents(second, text);
  await second.goto('/');
  await connected(second);
  await say(first, text);

  await expect(bubbles(second, text)).toContainText(STORED);
  await expect(bubbles(first, text)).toContainText(STORED);
  await say(second, something('and back'));
  await expect(bubbles(first, text)).toHaveCount(1);
  await expect(bubbles(second, text)).toHaveCount(1);
  expect(events()).toBe(1);
  await expectOneRow(team, text);
});

test('messages typed quickly keep their order for everybody', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const topic = something('line');
  for (let line = 1; line <= 8; line += 1) await say(kevin, `${topic}: ${line}`);
  const wanted = Array.from({ length: 8 }, (_, index) => `${topic}: ${index + 1}`);

  const pattern = new RegExp(`${topic}: \\d`);
  await expect.poll(() => textsOf(kevin, pattern)).toEqual(wanted);
  await expect.poll(() => textsOf(mary, pattern)).toEqual(wanted);
});

test('after a lost connection the page catches up, and says what its connection is', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  let isDown = false;
  const sockets: { close(): Promise<void> }[] = [];
  await mary.routeWebSocket(/\/app\//, (socket) => {
    if (isDown) return void socket.close();
    sockets.push(socket);
    socket.connectToServer();
  });
  await mary.reload();
  await connected(mary);
  isDown = true;
  for (const socket of sockets) await socket.close();
  await expect(mary.getByRole('status').filter({ hasText: /^Reconnecting$/ })).toBeVisible();

  const texts = [something('missed'), something('missed too')];
  for (const text of texts) await say(kevin, text);
  await expect(bubbles(kevin, texts[1] ?? '')).toContainText(STORED);
  await expect(bubbles(mary, texts[0] ?? '')).toHaveCount(0);

  isDown = false;
  await mary.getByRole('button', { name: 'Retry now' }).click();
  await connected(mary);
  for (const text of texts) await expect(bubbles(mary, text)).toHaveCount(1);
});

test('a message too long for an event reaches the others whole', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const text = `${something('Long')} ${'abcdefghi '.repeat(990)}end`;
  await say(kevin, text);

  await expect(bubbles(mary, text.slice(0, 20))).toContainText(' end');
});

test('what is said in a private channel stays there', async ({ open }) => {
  const [kevin, sofia, mary] = await Promise.all([open('Kevin'), open('Sofía'), open('Mary')]);
  const frames: string[] = [];
  mary.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))));
  await mary.reload();
  await connected(mary);
  for (const page of [kevin, sofia]) await page.getByRole('link', { name: 'launch-budget' }).click();
  const text = something('Between us');
  await say(kevin, text, 'launch-budget');

  await expect(bubbles(sofia, text)).toHaveCount(1);
  const after = something('To everybody');
  await kevin.getByRole('link', { name: 'general' }).click();
  await say(kevin, after);
  await expect(bubbles(mary, after)).toHaveCount(1);
  await expect(mary.getByRole('link', { name: 'launch-budget' })).toHaveCount(0);
  expect(frames.join()).not.toContain(text);
});
