import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Page, Route } from '@playwright/test';
import { aPng, someBytes } from '../support/files.ts';
import { bubbles, composer, holdRequests, list, STORED, say, something, toEndOf } from './support/chat.ts';
import { expect, openTab, test } from './support/team.ts';

const UPLOAD = '**/chat-upload-attachment*';
/** The most that a file may have. */
const LARGEST = 20 * 1024 * 1024;

interface Picked {
  name: string;
  bytes: Uint8Array;
}

async function pick(page: Page, ...files: Picked[]): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach files' }).click();
  await (await choosing).setFiles(files.map(onDisk));
}

/** From a disk, as people have them: Playwright would take ten seconds to carry 20 MB to the browser. */
function onDisk({ name, bytes }: Picked): string {
  const path = test.info().outputPath(name);
  writeFileSync(path, bytes);
  return path;
}

const aPicture = (name: string, width = 400, height = 300): Picked => ({
  name,
  bytes: aPng(width, height),
});
const tray = (page: Page) => page.getByRole('list', { name: 'Attachments' });
const isUploaded = (page: Page, name: string, timeout = 10_000) =>
  expect(tray(page).getByRole('button', { name: `Remove ${name}`, exact: true })).toBeVisible({ timeout });

/** Keeps what a page uploads from the server until it is let go. */
const holdPieces = (page: Page) => holdRequests(page, UPLOAD);
/** Keeps a page's files from it. */
const holdFiles = (page: Page) => holdRequests(page, '**/chat-attachment?*');

/** What a page that asks for a file gets, with the cookies it has. */
function fetchOn(page: Page, url: string) {
  return page.evaluate(async (address) => {
    const response = await fetch(address);
    const bytes = await response.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return { status: response.status, hash };
  }, url);
}

test('pictures picked by Kevin are on Mary’s screen, where she looks through them by keyboard', async ({
  open,
}) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const text = something('two pictures');
  await pick(kevin, aPicture('first.png'), aPicture('second.png', 300, 300));
  await kevin.getByLabel('Description of first.png').fill('A grey wall');
  await isUploaded(kevin, 'first.png');
  await isUploaded(kevin, 'second.png');
  await say(kevin, text);

  const message = bubbles(mary, text);
  const picture = message.getByRole('img', { name: 'A grey wall' });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  const opener = message.getByRole('button', { name: 'A grey wall' });
  await opener.focus();
  await mary.keyboard.press('Enter');
  const viewer = mary.getByRole('dialog');
  await expect(viewer.getByRole('img', { name: 'A grey wall' })).toBeVisible();
  await mary.keyboard.press('ArrowRight');
  await expect(viewer.getByRole('img', { name: 'second.png' })).toBeVisible();
  await mary.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test('a file of 20 MB whose upload loses the network goes on, and is whole at Mary; a stranger gets none of it', async ({
  open,
}) => {
  const [kevin, mary, tom] = await Promise.all([open('Kevin'), open('Sofía'), open('Mary')]);
  await Promise.all([toEndOf(kevin, 'launch-budget'), toEndOf(mary, 'launch-budget')]);
  const lost = kevin.waitForEvent('requestfailed');
  await kevin.route(/chat-upload-attachment.*piece=2/, (route) => route.abort('connectionreset'), {
    times: 1,
  });
  const bytes = someBytes(LARGEST);
  await pick(kevin, { name: 'film <img src=x onerror=alert(1)>.bin', bytes });
  await isUploaded(kevin, 'film <img src=x onerror=alert(1)>.bin', 40_000);
  expect((await lost).url()).toContain('piece=2');
  await composer(kevin, 'launch-budget').press('Enter');

  const link = list(mary).getByRole('link', { name: 'film <img src=x onerror=alert(1)>.bin', exact: true });
  await expect(link).toBeVisible();
  const downloading = mary.waitForEvent('download');
  await link.click();
  const stream = await (await downloading).createReadStream();
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk);
  const whole = createHash('sha256').update(bytes).digest('hex');
  expect(hash.digest('hex')).toBe(whole);
  const url = (await link.getAttribute('href')) ?? '';
  expect(await fetchOn(mary, url)).toEqual({ status: 200, hash: whole });
  expect((await fetchOn(tom, url)).status).toBe(404);
});

test('pasted and dropped pictures wait in the channel where they began, and move no text when they come', async ({
  open,
}) => {
  const page = await open('Kevin');
  const hold = await holdPieces(page);
  const png = Buffer.from(aPng(640, 480)).toString('base64');
  await composer(page).evaluate((field, data) => {
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'pasted.png', { type: 'image/png' }));
    field.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }),
    );
  }, png);
  await expect(tray(page).getByText('pasted.png')).toBeVisible();

  await toEndOf(page, 'random');
  await expect(tray(page)).toHaveCount(0);
  const dropped = await page.evaluateHandle((data) => {
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }));
    return transfer;
  }, png);
  await list(page).dispatchEvent('dragover', { dataTransfer: dropped });
  await expect(page.getByText('Drop files to attach them')).toBeVisible();
  await list(page).dispatchEvent('drop', { dataTransfer: dropped });
  await expect(tray(page).getByText('dropped.png')).toBeVisible();
  await expect(tray(page).getByText('pasted.png')).toHaveCount(0);

  hold.release();
  await isUploaded(page, 'dropped.png');
  await page.reload();
  await isUploaded(page, 'dropped.png');
  await page.getByRole('link', { name: 'general' }).click();
  await isUploaded(page, 'pasted.png');

  // what is drawn while the bytes are not there is as high as what is drawn when they are
  const arriving = await holdFiles(page);
  const text = something('under the picture');
  await composer(page).press('Enter');
  const box = list(page).getByRole('button', { name: 'pasted.png' });
  await expect(box).toBeVisible();
  await say(page, text);
  await expect(bubbles(page, text)).toContainText(STORED);
  const before = await box.boundingBox();
  arriving.release();
  await expect
    .poll(() => box.getByRole('img').evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBe(640);
  expect(await box.boundingBox()).toEqual(before);
});

test('a message waits for its file, or its text goes first', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const hold = await holdPieces(kevin);
  const [first, second] = [something('text first'), something('waits')];
  await pick(kevin, aPicture('slow.png'));
  await say(kevin, first);
  await kevin.getByRole('button', { name: 'Send text now' }).click();
  await expect(bubbles(mary, first)).toBeVisible();
  await expect(tray(kevin).getByText('slow.png')).toBeVisible();

  await say(kevin, second);
  await expect(kevin.getByRole('button', { name: 'Send when uploaded' })).toBeFocused();
  await kevin.keyboard.press('Enter');
  await expect(bubbles(kevin, second)).toContainText('Queued');
  await expect(tray(kevin)).toHaveCount(0);
  // it lets others pass
  const third = something('meanwhile');
  await say(kevin, third);
  await expect(bubbles(mary, third)).toBeVisible();
  await expect(bubbles(mary, second)).toHaveCount(0);

  hold.release();
  await expect(bubbles(kevin, second)).toContainText(STORED);
  await expect(bubbles(mary, second).getByRole('img', { name: 'slow.png' })).toBeVisible();
});

test('what cannot be taken is said by name, and the rest is taken', async ({ open }) => {
  const page = await open('Kevin');
  await pick(
    page,
    { name: 'empty.txt', bytes: new Uint8Array() },
    { name: 'too-large.bin', bytes: new Uint8Array(LARGEST + 1) },
    ...Array.from({ length: 11 }, (_, index) => ({
      name: `file-${index + 1}`,
      bytes: someBytes(10 + index),
    })),
  );
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('“empty.txt” is empty');
  await expect(alert).toContainText('“too-large.bin” is larger than 20 MB');
  await expect(alert).toContainText('“file-11” is one file too many');
  await isUploaded(page, 'file-10');
  await expect(tray(page).getByRole('listitem')).toHaveCount(10);
  await composer(page).press('Enter');
  await expect(list(page).getByRole('link', { name: 'Download file-10' })).toBeVisible();
});

test('a picture that is larger than the window is seen whole, and in full size the keyboard moves it', async ({
  open,
}) => {
  const page = await open('Kevin');
  const text = something('large');
  await pick(page, aPicture('large.png', 2400, 1800), aPicture('tall.png', 300, 1500));
  await page.getByLabel('Description of large.png').fill('A large grey wall');
  await isUploaded(page, 'large.png');
  await isUploaded(page, 'tall.png');
  await say(page, text);
  await bubbles(page, text).getByRole('button', { name: 'A large grey wall' }).click();
  const viewer = page.getByRole('dialog');
  const next = viewer.getByRole('button', { name: 'Next picture' });
  const shown = viewer.getByRole('img');
  const boxOf = async (name: string) => {
    await expect(shown).toHaveAccessibleName(name);
    await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
    return (await shown.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  };

  const large = await boxOf('A large grey wall');
  expect(large.width / large.height).toBeCloseTo(4 / 3, 2);
  expect(large.y + large.height).toBeLessThan(800);
  expect(large.height).toBeGreaterThan(600);
  const place = await next.boundingBox();
  await next.click();
  const tall = await boxOf('tall.png');
  expect(tall.y + tall.height).toBeLessThan(800);
  // its description is not there, and the button is where it was
  expect(await next.boundingBox()).toEqual(place);

  await viewer.getByRole('button', { name: 'Full size' }).click();
  expect((await boxOf('tall.png')).height).toBe(1500);
  const moved = viewer.getByRole('region', { name: 'Picture in full size' });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(moved).toBeFocused();
  await page.keyboard.press('PageDown');
  await expect.poll(() => moved.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(100);

  await page.setViewportSize({ width: 390, height: 844 });
  const size = await viewer.getByText('300 × 1500').boundingBox();
  const button = await viewer.getByRole('button', { name: 'Fit to the window' }).boundingBox();
  expect((size?.x ?? 0) + (size?.width ?? 0)).toBeLessThanOrEqual(button?.x ?? 0);
});

/** Keeps the code that uploads from a page, which loads it beside everything else. */
const UPLOAD_CODE = /\/assets\/uploads-[^/]*\.js/;

test('a file that is picked before the code for it is there is in its message all the same', async ({
  open,
}) => {
  const page = await open('Kevin');
  const code = await holdRequests(page, UPLOAD_CODE);
  await page.reload();
  const [text, alone] = [something('fast'), something('after it')];
  await composer(page).waitFor();
  await pick(page, { name: 'fast.bin', bytes: someBytes(50) });
  await expect(tray(page).getByText('fast.bin')).toBeVisible();
  await say(page, text);
  await page.getByRole('button', { name: 'Send when uploaded' }).click();
  await say(page, alone);
  await expect(bubbles(page, text)).toContainText('Queued');
  code.release();
  await expect(bubbles(page, text)).toContainText(STORED);
  await expect(bubbles(page, text).getByRole('link', { name: 'fast.bin', exact: true })).toBeVisible();
});

test('a file whose code cannot be loaded has failed, is asked about, and can be tried again', async ({
  open,
}) => {
  const page = await open('Kevin');
  await page.route(UPLOAD_CODE, (route) => route.abort());
  const trayCode = await holdRequests(page, /\/assets\/AttachmentTray-[^/]*\.js/);
  await page.reload();
  await composer(page).waitFor();
  await pick(page, { name: 'late.bin', bytes: someBytes(50) });
  // before its tray is there, too
  await expect(tray(page).getByText('late.bin')).toBeVisible();
  trayCode.release();
  await expect(tray(page).getByText('The server cannot be reached')).toBeVisible();
  const text = something('without it');
  await say(page, text);
  await expect(page.getByRole('group', { name: 'Files were not uploaded' })).toBeVisible();
  await page.getByRole('button', { name: 'Send without it' }).click();
  await expect(bubbles(page, text)).toContainText(STORED);

  await page.unroute(UPLOAD_CODE);
  await tray(page).getByRole('button', { name: 'Try late.bin again' }).click();
  await isUploaded(page, 'late.bin');
});

test('sixty files at once: what is too many is one line, and the composer stays in view', async ({
  open,
}) => {
  const page = await open('Kevin');
  await pick(
    page,
    ...Array.from({ length: 60 }, (_, index) => ({
      name: `file-${index + 1}`,
      bytes: someBytes(10 + index),
    })),
  );
  const alert = page.getByRole('alert').filter({ hasText: 'too many' });
  await expect(alert).toHaveText('50 files are too many: a message takes 10');
  await expect(composer(page)).toBeInViewport();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert).toHaveCount(0);

  await pick(page, { name: 'one-more', bytes: someBytes(5) });
  await expect(alert).toHaveText('“one-more” is one file too many: a message takes 10');
  await page.getByRole('button', { name: /file-1$/ }).click();
  await expect(alert).toHaveCount(0);
});

test('the description of a sent picture is changed by its sender, and live for others', async ({ open }) => {
  const [kevin, mary] = await Promise.all([open('Kevin'), open('Mary')]);
  const text = something('to be described');
  await pick(kevin, aPicture('wall.png'), aPicture('floor.png'));
  await isUploaded(kevin, 'wall.png');
  await isUploaded(kevin, 'floor.png');
  await say(kevin, text);
  await expect(bubbles(kevin, text)).toContainText(STORED);
  await bubbles(mary, text).getByRole('button', { name: 'wall.png' }).click();
  await expect(mary.getByRole('dialog').getByRole('button', { name: /description/ })).toHaveCount(0);

  await bubbles(kevin, text).getByRole('button', { name: 'wall.png' }).click();
  const viewer = kevin.getByRole('dialog');
  const field = viewer.getByRole('textbox', { name: 'Description of wall.png' });
  await viewer.getByRole('button', { name: 'Add a description' }).click();
  await expect(field).toBeFocused();
  await field.fill('Not this');
  await kevin.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(viewer).toBeVisible();

  await viewer.getByRole('button', { name: 'Add a description' }).click();
  await kevin.route('**/chat-describe-attachment', (route) => route.abort(), { times: 1 });
  await field.fill('A grey wall');
  await field.press('Enter');
  await expect(viewer.getByRole('alert')).toHaveText('Not saved: The server cannot be reached.');
  await expect(field).toHaveValue('A grey wall');
  // in the field the arrows are the text's
  await field.press('ArrowRight');
  await viewer.getByRole('button', { name: 'Save' }).click();
  await expect(viewer.getByRole('img', { name: 'A grey wall' })).toBeVisible();
  await expect(viewer.getByRole('button', { name: 'Edit description' })).toBeVisible();
  await expect(mary.getByRole('dialog').getByRole('img', { name: 'A grey wall' })).toBeVisible();
  await kevin.keyboard.press('ArrowRight');
  await expect(viewer.getByRole('img', { name: 'floor.png' })).toBeVisible();
  await kevin.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
});

test('a message whose tab was reloaded before its files were there has failed in every tab, and gives back what is whole', async ({
  open,
}) => {
  const first = await open('Kevin');
  const second = await openTab(first);
  for (const [page, from] of [
    [first, 'the sending tab'],
    [second, 'another tab'],
  ] as const) {
    const text = something(`from ${from}`);
    await pick(page, { name: 'whole.bin', bytes: someBytes(50) });
    await isUploaded(page, 'whole.bin');
    const hold = await holdPieces(page);
    await pick(page, { name: 'lost.bin', bytes: someBytes(60) }, { name: 'gone.bin', bytes: someBytes(70) });
    await hold.asked;
    await say(page, text);
    await page.getByRole('button', { name: 'Send when uploaded' }).click();
    await expect(bubbles(first, text)).toContainText('Queued');
    await expect(bubbles(second, text)).toContainText('Queued');

    const asked = page.waitForEvent('dialog');
    const reloading = page.reload();
    expect((await asked).type()).toBe('beforeunload');
    await (await asked).accept();
    await reloading;
    const reason = 'closed before “lost.bin” and “gone.bin” were uploaded';
    await expect(bubbles(first, text)).toContainText(reason);
    await expect(bubbles(second, text)).toContainText(reason);

    await bubbles(page, text).getByRole('button', { name: 'Retry' }).click();
    await expect(bubbles(page, text)).toContainText(reason);
    await page.unroute(UPLOAD);
    await bubbles(page, text).getByRole('button', { name: 'Discard' }).click();
    await isUploaded(page, 'whole.bin');
    await expect(tray(page).getByRole('listitem')).toHaveCount(1);
    await composer(page).press('Enter');
    await expect(bubbles(page, text)).toContainText(STORED);
    await expect(tray(page)).toHaveCount(0);
  }
});

test('a message whose file was refused is tried again together with its file', async ({ open }) => {
  const page = await open('Kevin');
  const text = something('refused once');
  const { promise: isWaiting, resolve: wait } = Promise.withResolvers<void>();
  const json = { error: { code: 'invalid', message: 'Not this one' } };
  const refuse = async (route: Route) => {
    await isWaiting;
    await route.fulfill({ status: 400, json });
  };
  await page.route(UPLOAD, refuse, { times: 1 });
  await pick(page, { name: 'refused.bin', bytes: someBytes(60) });
  await say(page, text);
  await page.getByRole('button', { name: 'Send when uploaded' }).click();
  await expect(bubbles(page, text)).toContainText('Queued');
  wait();
  await expect(bubbles(page, text)).toContainText('“refused.bin” was not uploaded: Not this one');
  await bubbles(page, text).getByRole('button', { name: 'Retry' }).click();
  await expect(bubbles(page, text)).toContainText(STORED);
  await expect(bubbles(page, text).getByRole('link', { name: 'refused.bin', exact: true })).toBeVisible();
});
