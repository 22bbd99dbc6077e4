/** What a person sees and does, by the names that assistive technology uses. */
import type { Locator, Page } from '@playwright/test';
import { expect, type Team } from './team.ts';

export const composer = (page: Page, channel = 'general'): Locator =>
  page.getByRole('textbox', { name: `Message ${channel}`, exact: true });

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

/** Keeps a page's messages from the server until they are let go. */
export async function holdSends(page: Page): Promise<{ release(): void }> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route('**/chat-send-message', async (route) => {
    await released;
    await route.continue();
  });
  return { release };
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
