/** People of a team of their own (`npm start`), in browsers of their own. */
import { type BrowserContext, test as base, type Page } from '@playwright/test';
import { startTeam, type Team } from '../../support/start-team.ts';
import { toLatest } from './chat.ts';
import { TEAM_TEMPLATE } from './team-template.ts';

interface Fixtures {
  /** As `npm start` makes it, whatever the tests before have said. */
  team: Team;
  /** Opens the chat as one of the demo people, in a browser profile of their own. */
  open(name: string): Promise<Page>;
}

export const test = base.extend<Fixtures, { workersTeam: Team }>({
  workersTeam: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const template = process.env[TEAM_TEMPLATE];
      const team = await startTeam({ ...(template && { template }) });
      await use(team);
      await team.stop();
    },
    // a second here, ten times that beside other work
    { scope: 'worker', timeout: 90_000 },
  ],
  team: async ({ workersTeam }, use) => {
    await workersTeam.reset();
    await use(workersTeam);
  },
  open: async ({ browser, team }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (name) => {
      const context = await browser.newContext({ baseURL: team.origin });
      contexts.push(context);
      const page = await context.newPage();
      await signIn(page, name);
      await toLatest(page);
      return page;
    });
    for (const context of contexts) {
      // a request that a test holds or passes on may still be under way
      for (const page of context.pages()) await page.unrouteAll({ behavior: 'ignoreErrors' });
      await context.close();
    }
  },
});

export { expect } from '@playwright/test';

/** Another tab of the same person, in the same browser profile. */
export async function openTab(beside: Page): Promise<Page> {
  const page = await beside.context().newPage();
  await page.goto('/');
  await connected(page);
  return page;
}

/** @param home where the chat is, for a page without a base URL */
export async function signIn(page: Page, name: string, home = '/'): Promise<void> {
  await page.goto(home);
  await page.getByRole('button', { name: `Continue as ${name}` }).click();
  await connected(page);
}

export async function connected(page: Page): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: /^Connected$/ })
    .waitFor();
}
