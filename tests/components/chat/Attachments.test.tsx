import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { Attachment } from '#lib/contracts/messages';
import { changeUpload, uploadStore } from '#services/uploadStore';
import { Attachments } from '../../../components/chat/Attachments.tsx';
import { heightOfFiles, pictureBox } from '../../../components/chat/attachment-sizes.ts';

afterEach(() => uploadStore.setState({ byId: {}, problems: {}, previews: {} }));

let made = 0;
function aFile(more: Partial<Attachment> = {}): Attachment {
  made += 1;
  const nothing = { width: null, height: null, alt: '', hasThumbnail: false };
  return {
    id: `file-${made}`,
    name: 'report.bin',
    mimeType: 'application/zip',
    size: 2_048,
    ...nothing,
    ...more,
  };
}
const aPicture = (more: Partial<Attachment> = {}) =>
  aFile({ name: 'cat.png', mimeType: 'image/png', width: 1_000, height: 500, ...more });

function show(files: Attachment[], isPending = false) {
  const onOpen = vi.fn();
  render(<Attachments files={files} isPending={isPending} onOpen={onOpen} />);
  return onOpen;
}

test('a picture is drawn in its box, by its small copy, and opens', async () => {
  const picture = aPicture({ hasThumbnail: true, alt: 'A cat' });
  const onOpen = show([picture]);
  const button = screen.getByRole('button', { name: 'A cat' });

  expect(button).toHaveStyle({ width: '420px', aspectRatio: '420 / 210' });
  expect(screen.getByRole('img', { name: 'A cat' })).toHaveAttribute(
    'src',
    `/.netlify/functions/chat-attachment?id=${picture.id}&thumbnail=1`,
  );
  await userEvent.click(button);
  expect(onOpen).toHaveBeenCalledWith(picture);
});

test('among several, a large picture fills its tile, and an icon stays as small as it is', () => {
  show([aPicture({ alt: 'A cat' }), aPicture({ alt: 'An icon', width: 16, height: 16 })]);
  expect(screen.getByRole('img', { name: 'A cat' })).toHaveClass('object-cover');
  expect(screen.getByRole('img', { name: 'An icon' })).toHaveClass('object-scale-down');
});

test('film and sound have controls, and load nothing but how long they are', () => {
  show([aFile({ name: 'a.mp4', mimeType: 'video/mp4' }), aFile({ name: 'b.mp3', mimeType: 'audio/mpeg' })]);
  for (const name of ['a.mp4', 'b.mp3']) {
    const media = screen.getByLabelText(name);
    expect(media).toHaveAttribute('controls');
    expect(media).toHaveAttribute('preload', 'metadata');
  }
});

test('a PDF opens, anything else downloads', () => {
  const [pdf, page] = [
    aFile({ name: 'plan.pdf', mimeType: 'application/pdf' }),
    aFile({ name: 'page.html', mimeType: 'text/html' }),
  ];
  show([pdf, page]);

  expect(screen.getByRole('link', { name: 'plan.pdf' })).toHaveAttribute('target', '_blank');
  expect(screen.getByRole('link', { name: 'plan.pdf' })).toHaveAttribute('rel', 'noopener');
  expect(screen.getByRole('link', { name: 'page.html' })).toHaveAttribute('download', 'page.html');
  expect(screen.getByRole('link', { name: 'page.html' })).toHaveAttribute(
    'href',
    expect.stringContaining('download=1'),
  );
});

test.each([
  '<script>alert(1)</script>.png',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  "');alert(1);//.txt",
])('the name %j is text and nothing else', (name) => {
  show([aFile({ name }), aPicture({ name })]);
  expect(document.querySelector('script, [onerror]')).toBeNull();
  expect(screen.getByRole('link', { name })).toHaveAttribute('href', expect.stringMatching(/^\/\.netlify\//));
  expect(screen.getByRole('button', { name })).toBeInTheDocument();
});

test('what is on its way says how far it is', () => {
  const file = aFile();
  const upload = { file, draftKey: 'me/c', messageId: 'm', sent: 0, hasFailed: false, reason: null };
  uploadStore.setState({ byId: { [file.id]: upload } });
  show([file], true);
  act(() => changeUpload(file.id, { sent: 512 }));
  expect(screen.getByRole('progressbar', { name: 'Uploading report.bin' })).toHaveAttribute(
    'aria-valuenow',
    '25',
  );
  expect(screen.queryByRole('link', { name: 'Download report.bin' })).not.toBeInTheDocument();
});

test('boxes keep the shape of a picture and are never larger than they may be', () => {
  expect(pictureBox({ width: 4_000, height: 4_000 })).toEqual({ width: 320, height: 320 });
  expect(pictureBox({ width: 100, height: 50 })).toEqual({ width: 100, height: 50 });
  expect(pictureBox({ width: 1, height: 1 })).toEqual({ width: 44, height: 44 });
});

test('the height of files is known before they are drawn', () => {
  expect(heightOfFiles([aPicture()], 700)).toBe(216);
  expect(heightOfFiles([aPicture()], 210)).toBe(111);
  expect(
    heightOfFiles(
      Array.from({ length: 5 }, () => aPicture()),
      700,
    ),
  ).toBe(2 * 168 + 6 + 6);
  expect(heightOfFiles([aFile(), aFile()], 700)).toBe(128);
});
