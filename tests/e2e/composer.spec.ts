import type { Page } from '@playwright/test';
import { bubbles, composer, expectOneRow, STORED, something } from './support/chat.ts';
import { expect, signIn, test } from './support/team.ts';

/** Puts a text into the clipboard as pages and programs do, and pastes it. */
async function paste(page: Page, formats: Record<string, string>, keys = 'Control+V'): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(async (contents) => {
    const blobs = Object.entries(contents).map(([type, text]) => [type, new Blob([text], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  }, formats);
  await composer(page).press(keys);
}

async function selectWord(page: Page): Promise<void> {
  await composer(page).press('Control+Shift+ArrowLeft');
}

test('keys format what is selected, again they do not, and undo takes each step back', async ({ open }) => {
  const kevin = await open('Kevin');
  const field = composer(kevin);
  await field.pressSequentially('see this');
  await selectWord(kevin);

  await field.press('Control+b');
  await expect(field).toHaveValue('see **this**');
  await field.press('Control+i');
  await expect(field).toHaveValue('see ***this***');
  await field.press('Control+b');
  await expect(field).toHaveValue('see *this*');
  await field.press('Control+Shift+X');
  await expect(field).toHaveValue('see *~~this~~*');

  await field.press('Control+z');
  await expect(field).toHaveValue('see *this*');
  await field.press('Control+z');
  await field.press('Control+z');
  await expect(field).toHaveValue('see **this**');
  await field.press('Control+Shift+Z');
  await expect(field).toHaveValue('see ***this***');
  await field.press('Control+z');
  await field.press('Control+z');
  await expect(field).toHaveValue('see this');
});

test('Ctrl+K makes a link of a selected text, and opens the conversations where there is none', async ({
  open,
}) => {
  const kevin = await open('Kevin');
  const field = composer(kevin);
  const switcher = kevin.getByRole('combobox', { name: 'Go to a conversation' });
  await field.pressSequentially('read docs');
  await selectWord(kevin);

  await field.press('Control+k');
  await expect(field).toHaveValue('read [docs](url)');
  await kevin.keyboard.insertText('https://example.com');
  await expect(field).toHaveValue('read [docs](https://example.com)');
  await expect(switcher).toHaveCount(0);

  await field.press('Control+k');
  await expect(switcher).toBeFocused();
});

test('formatted text is pasted as Markdown, cells as a table; undo gives the plain text back', async ({
  open,
}) => {
  const kevin = await open('Kevin');
  const field = composer(kevin);
  const page = { 'text/plain': 'very bold', 'text/html': 'very <b>bold</b>' };

  await field.pressSequentially('It is !');
  await field.press('ArrowLeft');
  await paste(kevin, page);
  await expect(field).toHaveValue('It is very **bold**!');
  await kevin.keyboard.insertText(' and');
  await expect(field).toHaveValue('It is very **bold** and!');
  await field.press('Control+z');
  await field.press('Control+z');
  await expect(field).toHaveValue('It is very bold!');
  await field.press('Control+z');
  await expect(field).toHaveValue('It is !');
  await paste(kevin, page, 'Control+Shift+V');
  await expect(field).toHaveValue('It is very bold!');

  await field.fill('');
  await paste(kevin, {
    'text/plain': 'Name\tPrice\nTea\t2\n',
    'text/html':
      '<google-sheets-html-origin><table><tr><td>Name</td><td>Price</td></tr><tr><td>Tea</td><td>2</td></tr></table></google-sheets-html-origin>',
  });
  await expect(field).toHaveValue('| Name | Price |\n| --- | --- |\n| Tea | 2 |');
  await field.press('Control+z');
  await expect(field).toHaveValue('Name\tPrice\nTea\t2\n');
});

test('what a page says by inline styles is pasted as Markdown, and the page’s policy has nothing against it', async ({
  open,
}) => {
  const kevin = await open('Kevin');
  const field = composer(kevin);
  const errors: string[] = [];
  kevin.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  // straight from the program: a clipboard that the page writes itself has its styles taken out and written anew
  const pasteHtml = (html: string, plain: string) =>
    field.evaluate(
      (element, [asHtml = '', asText = '']) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/html', asHtml);
        clipboardData.setData('text/plain', asText);
        element.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
        );
      },
      [html, plain],
    );
  await field.focus();

  await pasteHtml(
    '<b style="font-weight:normal"><span>hello </span><span style="font-weight:700">there</span><span style="font-style:italic"> it</span></b> <span style="text-decoration: line-through">gone</span><style>b { color: red }</style><img src="x" onerror="alert(1)" style="color: red">',
    'hello there it gone',
  );
  await expect(field).toHaveValue('hello **there** *it* ~~gone~~');

  await field.fill('');
  await pasteHtml(
    '<div style="color: #ccc; font-family: \'Droid Sans Mono\', monospace; white-space: pre;"><div><span>if (a) {</span></div><div><span>  b * c;</span></div><div>}</div></div>',
    'if (a) {\n  b * c;\n}',
  );
  await expect(field).toHaveValue('```\nif (a) {\n  b * c;\n}\n```');
  expect(errors).toEqual([]);
});

test('code is written over lines, seen in the preview, and arrives exactly', async ({ open, team }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const field = composer(kevin);
  const name = something('name');
  await field.pressSequentially(`\`\`\`js\nconst ${name} = '**';\n\`\`\``);
  await kevin.getByRole('button', { name: 'Preview' }).click();

  await expect(kevin.getByRole('region', { name: 'Preview' })).toContainText(`const ${name} = '**';`);
  await expect(field).toBeHidden();
  await kevin.getByRole('button', { name: 'Preview' }).click();
  await expect(field).toBeFocused();
  await field.press('Enter');

  await expect(field).toHaveValue('');
  await expect(bubbles(mary, name)).toBeVisible();
  await expectOneRow(team, `\`\`\`js\nconst ${name} = '**';\n\`\`\``);
});

test('under a finger: names go on below, and what is pressed is large enough for it', async ({
  browser,
  team,
}) => {
  const context = await browser.newContext({
    baseURL: team.origin,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await signIn(page, 'Kevin');
  const field = composer(page);
  const text = something('Tap');
  await field.fill(text);
  await page.getByRole('button', { name: 'Send message' }).tap();
  await expect(bubbles(page, text)).toContainText(STORED);

  // seven people and two ways to call them all
  await field.pressSequentially('@');
  const names = page.getByRole('listbox', { name: 'People' });
  const [box, row] = [await names.boundingBox(), await names.getByRole('option').first().boundingBox()];
  const rows = ((box?.height ?? 0) - 8) / (row?.height ?? 1);
  expect(Math.abs((rows % 1) - 0.5)).toBeLessThan(0.2);
  await names.getByRole('option', { name: /^here/ }).tap();
  await expect(field).toHaveValue('@here ');
  await field.fill('');

  await bubbles(page, text).focus();
  await bubbles(page, text).getByRole('button', { name: 'Edit message' }).tap();
  for (const name of ['Save', 'Cancel']) {
    const button = await page.getByRole('button', { name, exact: true }).boundingBox();
    expect(button?.height).toBeGreaterThanOrEqual(44);
  }
  await page.getByRole('button', { name: 'Cancel', exact: true }).tap();

  await bubbles(page, text).focus();
  await bubbles(page, text).getByRole('button', { name: 'Add reaction', exact: true }).tap();
  const picker = page.getByRole('dialog', { name: 'Choose an emoji' });
  const cells = picker.getByRole('gridcell');
  await expect(cells.first()).toBeVisible();
  const cell = await cells.first().boundingBox();
  expect(Math.min(cell?.height ?? 0, cell?.width ?? 0)).toBeGreaterThanOrEqual(44);
  await context.close();
});
