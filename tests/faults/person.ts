import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, BrowserContext, Page, Route } from '@playwright/test';
import { composer } from '../e2e/support/chat.ts';
import { signIn } from '../e2e/support/team.ts';
import { wholeList } from '../support/whole-list.ts';
import { type Deed, type Name, WORDS } from './script.ts';

/** Milliseconds within which a page must be there again, whatever went wrong before. */
const PATIENCE = 90_000;
/** Milliseconds after which somebody does something about a page that does not load. */
const IMPATIENCE = 5_000;

/** One of the two, with a browser profile and a network of their own. */
export class Person {
  readonly name: Name;
  readonly said: string[] = [];
  /** Requests to functions, by name. */
  readonly requests = new Map<string, number>();
  readonly #page: Page;
  readonly #context: BrowserContext;
  readonly #channel: string;
  readonly #random: () => number;
  #loss = { before: 0, after: 0 };

  static async open(browser: Browser, origin: string, channel: Channel, name: Name, random: () => number) {
    // small and still: drawing is most of the work of a page in which so much arrives
    const viewport = { width: 800, height: 400 };
    const storageState = await sessionOf(browser, origin, name);
    const context = await browser.newContext({
      baseURL: origin,
      viewport,
      reducedMotion: 'reduce',
      storageState,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`/c/${channel.id}`);
    await composer(page, channel.name).waitFor();
    const person = new Person(name, page, context, channel.name, random);
    await page.route('**/.netlify/functions/**', (route) => person.#pass(route));
    return person;
  }

  private constructor(
    name: Name,
    page: Page,
    context: BrowserContext,
    channel: string,
    random: () => number,
  ) {
    this.name = name;
    this.#page = page;
    this.#context = context;
    this.#channel = channel;
    this.#random = random;
  }

  async act(deed: Deed): Promise<void> {
    if (deed.do === 'say') await this.#sayAfter(deed.after, deed.text);
    else if (deed.do === 'lose requests') this.#loss = deed;
    else if (deed.do === 'reload') await this.#reload();
    else await this.#context.setOffline(deed.do === 'go offline');
  }

  async say(text: string): Promise<void> {
    await this.#findComposer();
    await this.#page.keyboard.insertText(text);
    await this.#page.keyboard.press('Enter');
    this.said.push(text);
  }

  async #sayAfter(pause: number, text: string): Promise<void> {
    await wait(pause);
    await this.say(text);
  }

  /** A page that was opened at a bad moment loads by itself; somebody who waits for it presses the button. */
  async #findComposer(): Promise<void> {
    const field = composer(this.#page, this.#channel);
    for (let waited = 0; waited < PATIENCE && (await field.count()) === 0; waited += IMPATIENCE) {
      await field.waitFor({ timeout: IMPATIENCE }).catch(() => {});
      const again = this.#page.getByRole('button', { name: 'Try again' });
      if (await again.isVisible()) await again.click({ timeout: 1_000 }).catch(() => {});
    }
    await field.focus();
  }

  /** What somebody does who sees that something is wrong. */
  async insist(): Promise<void> {
    this.#loss = { before: 0, after: 0 };
    await this.#context.setOffline(false);
    const retry = this.#page.getByRole('button', { name: 'Retry now' });
    // it goes away by itself as soon as the page is live again
    await retry.click({ timeout: 2_000 }).catch(() => {});
  }

  /** Everything that the list says, from the first message of the channel. */
  async readAll(): Promise<string[]> {
    const entries = await wholeList(this.#page.getByRole('log', { name: 'Messages' }));
    return entries.flatMap(({ text }) => text.match(WORDS)?.[0] ?? []);
  }

  async screenshot(path: string): Promise<void> {
    await this.#page.screenshot({ path });
  }

  async close(): Promise<void> {
    await this.#page.unrouteAll({ behavior: 'ignoreErrors' });
    await this.#context.close();
  }

  /** A page cannot be loaded without a network; it can with one that loses what the page asks for afterwards. */
  async #reload(): Promise<void> {
    await this.#context.setOffline(false);
    await this.#page.reload();
    // somebody who has just reloaded looks until it is there; without a network it never would be
    await this.#findComposer();
  }

  async #pass(route: Route): Promise<void> {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    this.requests.set(name, (this.requests.get(name) ?? 0) + 1);
    const { before, after } = this.#loss;
    try {
      if (this.#random() < before) await route.abort();
      else if (this.#random() < after) {
        await route.fetch();
        await route.abort();
      } else await route.continue();
    } catch {
      // the page was reloaded or closed meanwhile: nobody waits for this answer
    }
  }
}

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

const sessions = new Map<string, Session>();

/** One click for all trials of a team. */
async function sessionOf(browser: Browser, origin: string, name: Name): Promise<Session> {
  const known = sessions.get(origin + name);
  if (known) return known;
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  await signIn(page, name);
  const session = await context.storageState();
  await context.close();
  sessions.set(origin + name, session);
  return session;
}

export interface Channel {
  id: string;
  name: string;
}
