import { bubbles, composer, list, STORED, something } from './support/chat.ts';
import { expect, test } from './support/team.ts';

test('what Kevin writes in Markdown, Mary sees as it is meant', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const title = something('Plan');
  await composer(kevin).fill(
    [
      `**${title}** :tada: and :sloth:`,
      '- [x] berths',
      '- [the map](https://example.com/map "all of it")',
      '',
      '| berth | boats |',
      '|:------|------:|',
      '| 14    |     3 |',
      '',
      '```ts',
      'const berth = 14;',
      '```',
      '> done?',
      'Nearly.',
    ].join('\n'),
  );
  await composer(kevin).press('Enter');

  const message = bubbles(mary, title);
  await expect(message.locator('strong')).toHaveText(title);
  await expect(message.getByRole('img', { name: 'tada' })).toHaveText('🎉');
  await expect(message.getByRole('img', { name: 'sloth' })).toHaveText('🦥');
  await expect(message.getByRole('listitem')).toHaveText(['[x] berths', 'the map']);
  await expect(message.getByRole('link', { name: 'the map' })).toHaveAttribute(
    'rel',
    'noopener nofollow ugc',
  );
  await expect(message.getByRole('cell')).toHaveText(['14', '3']);
  await expect(message.locator('blockquote')).toHaveText('done?');
  await expect(message.getByText('Nearly.')).toBeVisible();
  // the colours come later, and nothing moves for them
  await expect(message.locator('pre .hljs-keyword')).toHaveText('const');
  await mary.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await message.getByRole('button', { name: 'Copy code' }).click();
  await expect(message.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await mary.evaluate(() => navigator.clipboard.readText())).toBe('const berth = 14;');
});

test('of a long message the beginning is shown, and its reader stays where they are', async ({ open }) => {
  const kevin = await open('Kevin');
  const name = something('Log');
  const lines = Array.from({ length: 120 }, (_, line) => `${name} line ${line}`);
  await composer(kevin).fill(lines.join('\n'));
  await composer(kevin).press('Enter');
  const message = bubbles(kevin, name);
  await expect(message).toContainText(STORED);

  const more = message.getByRole('button', { name: 'Show more' });
  await expect(more).toBeInViewport();
  const height = async () => (await message.boundingBox())?.height ?? 0;
  expect(await height()).toBeLessThan(600);
  const topOf = async () => (await message.boundingBox())?.y;
  const top = await topOf();
  await more.click();
  await expect.poll(height).toBeGreaterThan(2_000);
  expect(await topOf()).toBe(top);

  const less = message.getByRole('button', { name: 'Show less' });
  await list(kevin).press('End');
  await expect(less).toBeInViewport();
  await less.click();
  await expect.poll(height).toBeLessThan(600);
  await expect(more).toBeInViewport();
});

test('ten thousand emoji are on the other screen whole', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const emoji = '👩‍👩‍👧'.repeat(10_000);
  await composer(kevin).fill(emoji);
  await composer(kevin).press('Enter');
  const message = bubbles(mary, '👩‍👩‍👧').last();
  await expect(message).toBeAttached({ timeout: 15_000 });
  expect((await message.textContent())?.match(/👩‍👩‍👧/gu)?.length).toBe(10_000);
});

test('the marks of a list stand beside its items, whichever way it is written', async ({ open }) => {
  const kevin = await open('Kevin');
  const name = something('قائمة');
  await composer(kevin).fill(`- ${name}\n- two\n\nNo list`);
  await composer(kevin).press('Enter');
  const items = bubbles(kevin, name).getByRole('listitem');
  await expect(items).toHaveCount(2);

  for (const item of await items.all()) {
    const gap = await item.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element.querySelector('p') ?? element);
      return element.getBoundingClientRect().right - range.getBoundingClientRect().right;
    });
    // the mark is on the right, where the padding of the list is
    expect(gap).toBeLessThan(1);
    await expect(item).toHaveCSS('direction', 'rtl');
  }
});
