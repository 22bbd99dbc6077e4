import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { LinkPreview } from '#components/chat/LinkPreview';
import { guessHeight } from '../../../components/chat/guess-height.ts';
import { mary, messageOf } from './made.ts';

const WRITTEN_AT = '2026-11-29T10:00:00.000Z';
const preview = {
  url: 'https://example.com/a',
  title: 'A page',
  description: 'What it is about',
  site: 'Example',
  image: { width: 600, height: 315 },
};

test('it says what the link leads to, and shows its picture from here', () => {
  render(<LinkPreview messageId="m1" writtenAt={WRITTEN_AT} preview={preview} onRemove={null} />);

  const figure = screen.getByRole('figure', { name: 'Preview of A page' });
  expect(figure).toHaveTextContent('Example');
  expect(figure).toHaveTextContent('What it is about');
  const link = screen.getByRole('link', { name: 'A page' });
  expect(link).toHaveAttribute('href', preview.url);
  expect(link).toHaveAttribute('rel', 'noopener nofollow ugc');
  expect(link).toHaveAttribute('target', '_blank');
  expect(figure.querySelector('img')).toHaveAttribute(
    'src',
    `/.netlify/functions/chat-preview-image?messageId=m1&text=${encodeURIComponent(WRITTEN_AT)}`,
  );
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('nothing in it is HTML, and none of its texts can turn what stands around it', () => {
  const html = '<img src=x onerror=alert(1)>';
  const texts = { title: html, description: html, site: html, image: null };
  render(
    <LinkPreview messageId="m1" writtenAt={WRITTEN_AT} preview={{ ...preview, ...texts }} onRemove={null} />,
  );

  const shown = screen.getAllByText(html);
  expect(shown.map((text) => text.closest('p')?.dir)).toEqual(['auto', 'auto', 'auto']);
  expect(screen.getByRole('figure').querySelector('img')).toBeNull();
});

test('its author takes it away and stays at the message', async () => {
  const onRemove = vi.fn(() => Promise.resolve());
  render(
    <article tabIndex={-1}>
      <LinkPreview messageId="m1" writtenAt={WRITTEN_AT} preview={preview} onRemove={onRemove} />
    </article>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Remove preview' }));

  expect(onRemove).toHaveBeenCalledWith('m1');
  expect(screen.getByRole('article')).toHaveFocus();
});

test('when it cannot be removed it stays and says why', async () => {
  const onRemove = () => Promise.reject(new Error('The server cannot be reached'));
  render(<LinkPreview messageId="m1" writtenAt={WRITTEN_AT} preview={preview} onRemove={onRemove} />);
  await userEvent.click(screen.getByRole('button', { name: 'Remove preview' }));

  expect(await screen.findByRole('alert')).toHaveTextContent('The server cannot be reached');
  expect(screen.getByRole('link', { name: 'A page' })).toBeInTheDocument();
});

test('its height is guessed by what it has', () => {
  const height = (more: object | null) => {
    const message = messageOf(mary, 'hi', { preview: more && { ...preview, ...more } });
    return guessHeight({ type: 'message', key: '1', message, startsGroup: true }, 800);
  };

  expect(height({ description: '', image: null }) - height(null)).toBe(66);
  expect(height({ image: null }) - height(null)).toBe(86);
  expect(height({}) - height(null)).toBe(106);
  expect(height({ title: 'long '.repeat(40), description: 'long '.repeat(60) }) - height(null)).toBe(126);
});
