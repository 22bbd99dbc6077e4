/** What a person sees and does, by the names that assistive technology uses. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Team } from '../../support/start-team.ts';

export const composer = (page: Page, channel = 'general'): Locator =>
  page.getByRole('textbox', { name: `Message ${channel}`, exact: true });

/** The server has a message. How many others have it by now is their pages' affair. */
export const STORED = /Sent|Delivered|Read/;

export const list = (page: Page): Locator => page.getByRole('log', { name: 'Messages' });

export const bubbles = (page: Page, text: string): Locator =>
  list(page).getByRole('article').filter({ hasText: text });

export async function say(page: Page, text: string, channel = 'general'): Promise<void> {
  await composer(page, channel).fill(text);
  await composer(page, channel).press('Enter');
}

/** The texts of the list in their order, only those that match. */
export async function textsOf(page: Page, pattern: RegExp): Promise<string[]> {
  const texts = await list(page).getByRole('article').allInnerTexts();
  return texts.flatMap((text) => text.match(pattern)?.[0] ?? []);
}

/** To the end of a list that opened at what was not read. */
export async function toLatest(page: Page): Promise<void> {
  await list(page).waitFor();
  const button = page.getByRole('button', { name: /^(Jump to latest|\d+ new messages?)$/ });
  if (await button.isVisible()) await button.click();
}

/** Goes to a channel, and there to its end: others may have filled it. */
export async function toEndOf(page: Page, channel: string): Promise<void> {
  await page.getByRole('link', { name: channel }).click();
  await composer(page, channel).waitFor();
  await toLatest(page);
}

let count = 0;
/** A text that no other test says. */
export function something(what: string): string {
  count += 1;
  return `${what} ${process.pid}-${count}`;
}

export async function expectOneRow({ sql }: Team, text: string): Promise<void> {
  await expect
    .poll(async () => (await sql`select id from internal_messages where content = ${text}`).length)
    .toBe(1);
}

/** Counts the new-message events with this text that arrive at a page. Call it before the page opens. */
export function countEvents(page: Page, text: string): () => number {
  let events = 0;
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      if (String(payload).includes('new-message') && String(payload).includes(text)) events += 1;
    });
  });
  return () => events;
}

/** Keeps a page's requests from the server until they are let go. `asked`: there is one. */
export async function holdRequests(
  page: Page,
  url: string | RegExp,
): Promise<{ release(): void; asked: Promise<void> }> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  await page.route(url, async (route) => {
    ask();
    await released;
    await route.continue();
  });
  return { release, asked };
}

/** Lets a page's messages through, but keeps their answers until they are let go. */
export async function holdAnswers(page: Page): Promise<{ release(): void; arrived: Promise<void> }> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  await page.route('**/chat-send-message', async (route) => {
    const response = await route.fetch();
    arrive();
    await released;
    await route.fulfill({ response });
  });
  return { release, arrived };
}
