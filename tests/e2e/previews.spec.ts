import { bytes, type ForeignSite, openForeignSite, page as pageOf } from '../support/foreign-site.ts';
import { bubbles, say, something } from './support/chat.ts';
import { test as base, expect } from './support/team.ts';

const test = base.extend<{ site: ForeignSite }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  site: async ({}, use) => {
    const site = await openForeignSite();
    await use(site);
    await site.close();
  },
});

/** Four pixels, red. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==',
  'base64',
);

test('the card of a link comes after its message, and goes when its author says so', async ({
  open,
  site,
}) => {
  site.say('/picture.png', bytes(PNG, 'image/png'));
  const { promise: mayAnswer, resolve: letAnswer } = Promise.withResolvers<void>();
  site.say('/news', async (response, headers) => {
    await mayAnswer;
    pageOf(
      `<title>Lunch is &lt;b&gt;early&lt;/b&gt;</title><meta name="description" content="From today on.">
       <meta property="og:site_name" content="The Kitchen"><meta property="og:image" content="/picture.png">`,
    )(response, headers);
  });
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const foreign: string[] = [];
  mary.on('request', (request) => {
    if (request.url().includes(String(site.port))) foreign.push(request.url());
  });
  const text = something('Have you seen');
  await say(kevin, `${text} ${site.at('/news', '127.0.0.1')}`);
  const hers = bubbles(mary, text);
  const card = { name: 'Preview of Lunch is <b>early</b>' };

  // the message is there while the site still thinks
  await expect(hers).toBeVisible();
  await expect(hers.getByRole('figure')).toHaveCount(0);
  letAnswer();

  await expect(hers.getByRole('figure', card)).toContainText('The Kitchen');
  await expect(hers.getByRole('figure', card)).toContainText('From today on.');
  const picture = hers.getByRole('figure', card).locator('img');
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(2);
  expect(foreign).toEqual([]);
  await expect(hers.getByRole('button', { name: 'Remove preview' })).toHaveCount(0);

  const his = bubbles(kevin, text);
  await his.getByRole('button', { name: 'Remove preview' }).press('Enter');
  await expect(his.getByRole('figure')).toHaveCount(0);
  await expect(his).toBeFocused();
  await expect(hers.getByRole('figure')).toHaveCount(0);
  // and it stays away
  await mary.reload();
  await expect(hers).toBeVisible();
  await expect(hers.getByRole('figure')).toHaveCount(0);
});
