import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComponentProps } from 'react';
import { expect, test, vi } from 'vitest';
import { MessageItem } from '#components/chat/MessageItem';
import { kevin, mary, messageOf, pendingOf } from './made.ts';

type Props = ComponentProps<typeof MessageItem>;

const actions = {
  reply: vi.fn(),
  markUnread: vi.fn(),
  copyLink: vi.fn(),
  jumpTo: vi.fn(),
  removePreview: vi.fn(),
  edit: vi.fn(),
  editClosed: vi.fn(),
  rescue: vi.fn(),
  remove: vi.fn(),
  showVersions: vi.fn(),
  showReplies: vi.fn(),
  showReactions: vi.fn(),
  openPicture: vi.fn(),
  retry: vi.fn(),
  discard: vi.fn(),
};

function item(entry: Props['entry'], more: Partial<Props> = {}) {
  return (
    <MessageItem
      entry={entry}
      me={kevin}
      delivery={null}
      startsGroup
      isLastOwn={false}
      isMarked={false}
      isTabStop={true}
      parent={undefined}
      actions={actions}
      {...more}
    />
  );
}

function show(entry: Props['entry'], more: Partial<Props> = {}): HTMLElement {
  render(item(entry, more));
  return screen.getByRole('article');
}

test.each([true, false])('its name starts with its author (starts a group: %s)', (startsGroup) => {
  const article = show(messageOf(mary, 'Good\nmorning'), { startsGroup });

  expect(article).toHaveAccessibleName('Mary, 09:41: Good morning');
});

test('its time is exact to machines and to the pointer', () => {
  const time = within(show(messageOf(mary, 'hi'))).getByText('09:41');

  expect(time).toHaveAttribute('datetime', new Date(2026, 10, 16, 9, 41).toISOString());
  expect(time).toHaveAttribute('title', expect.stringContaining('16 November 2026'));
});

test('the message of another has no status', () => {
  expect(show(messageOf(mary, 'hi'))).not.toHaveTextContent(/Sent|Sending/);
});

test('an own message goes from Sending to Sent in the same element', () => {
  const { rerender } = render(item(pendingOf('hi', { id: 'same' })));
  const article = screen.getByRole('article');
  expect(article).toHaveTextContent('Sending');

  rerender(item(messageOf(kevin, 'hi', { id: 'same' }), { delivery: 'Sent' }));

  expect(screen.getByRole('article')).toBe(article);
  expect(article).toHaveTextContent('Sent');
  expect(article).not.toHaveTextContent('Sending');
});

test('a failed message says why and can be retried or discarded', async () => {
  const article = show(pendingOf('hi', { state: 'failed', reason: 'Too many messages' }));

  expect(article).toHaveAccessibleName(/^Kevin/);
  expect(article).toHaveTextContent('Failed · Too many messages');
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
  await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
  expect(actions.retry).toHaveBeenCalledWith('pending-1');
  expect(actions.discard).toHaveBeenCalledWith('pending-1');
});

test('a deleted message is a tombstone without its text and without Reply', () => {
  const article = show(messageOf(mary, '', { deletedAt: '2026-11-16T10:00:00.000Z' }));

  expect(article).toHaveTextContent('This message was deleted');
  expect(article).toHaveAccessibleName('Mary, 09:41: This message was deleted');
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('an edited message says so', () => {
  expect(show(messageOf(mary, 'hi', { editedAt: '2026-11-16T10:00:00.000Z' }))).toHaveTextContent('(edited)');
});

test('a stored message can be answered', async () => {
  const message = messageOf(mary, 'hi');
  show(message);
  expect(screen.queryByRole('button', { name: 'Reply to Mary' })).not.toBeInTheDocument();

  await userEvent.hover(screen.getByRole('article'));
  await userEvent.click(screen.getByRole('button', { name: 'Reply to Mary' }));

  expect(actions.reply).toHaveBeenCalledWith(message);
});

test('the preview of an own message can be removed, of another’s not', async () => {
  const preview = {
    url: 'https://example.com',
    title: 'A page',
    description: '',
    site: 'Example',
    image: null,
  };
  const { rerender } = render(item(messageOf(mary, 'https://example.com', { preview })));
  expect(screen.getByRole('figure', { name: 'Preview of A page' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Remove preview' })).not.toBeInTheDocument();

  rerender(item(messageOf(kevin, 'https://example.com', { preview }), { delivery: 'Sent' }));
  await userEvent.click(screen.getByRole('button', { name: 'Remove preview' }));
  expect(actions.removePreview).toHaveBeenCalledWith('message-1');
});

test('a web address is a link that gives nothing away', () => {
  show(messageOf(mary, 'See https://example.com/a_(b)?q=1, or (http://example.org).'));

  const links = screen.getAllByRole('link');
  expect(links.map((link) => link.textContent)).toEqual([
    'https://example.com/a_(b)?q=1',
    'http://example.org',
  ]);
  for (const link of links) {
    expect(link).toHaveAttribute('rel', 'noopener nofollow ugc');
    expect(link).toHaveAttribute('target', '_blank');
  }
});

test('an address of this chat is gone to in this page', async () => {
  show(messageOf(mary, `There: ${location.origin}/c/general/1?a=b#c`, { id: 'saying' }));
  const link = screen.getByRole('link');
  expect(link).toHaveAttribute('href', '/c/general/1?a=b#c');
  expect(link).not.toHaveAttribute('target');

  await userEvent.click(link);
  expect(location.pathname).toBe('/c/general/1');
});

test.each([
  'http://localhost.example.com/c/general',
  `${location.origin}/.netlify/functions/chat-sync`,
  `${location.origin}//example.com/c/general`,
  `${location.origin.replace('http:', 'https:')}/c/general`,
])('%s leads out of it', (address) => {
  show(messageOf(mary, address));
  expect(screen.getByRole('link')).toHaveAttribute('target', '_blank');
});

test.each([
  'javascript:alert(1)',
  'data:text/html,hi',
  'ftp://example.com',
  'https://',
  'xhttps://example.com',
])('%s stays text', (text) => {
  expect(show(messageOf(mary, text))).toHaveTextContent(text);
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});

test('HTML stays text', () => {
  const html = '<img src=x onerror=alert(1)> <b>bold</b>';

  expect(show(messageOf(mary, html))).toHaveTextContent(html);
  expect(screen.queryByRole('img')).not.toBeInTheDocument();
});

test('a text takes its own direction and a name cannot turn what stands around it', () => {
  const article = show(messageOf({ ...mary, name: '\u202eyraM' }, 'שלום\nhello'));

  expect(within(article).getByText(/שלום/)).toHaveAttribute('dir', 'auto');
  expect(within(article).getByText('\u202eyraM').tagName).toBe('BDI');
});

test('a reply quotes its parent and jumps to it', async () => {
  const replyTo = { id: 'parent', senderName: 'Kevin', excerpt: 'Lunch?', deleted: false };
  show(messageOf(mary, 'Yes', { replyTo }));

  await userEvent.click(screen.getByRole('button', { name: 'In reply to Kevin Lunch?' }));

  expect(actions.jumpTo).toHaveBeenCalledWith('parent', 'message-1');
});

test('a parent that was deleted since is quoted as deleted', () => {
  const replyTo = { id: 'parent', senderName: 'Kevin', excerpt: 'Lunch?', deleted: false };
  const parent = messageOf(kevin, '', { id: 'parent', deletedAt: '2026-11-16T10:00:00.000Z' });
  const article = show(messageOf(mary, 'Yes', { replyTo, seq: 2 }), { parent });

  expect(article).toHaveTextContent('deleted message');
  expect(article).not.toHaveTextContent('Lunch?');
});

test.each(['Sent', 'Delivered', 'Read'] as const)(
  'an own message that is %s says so, on a button',
  (delivery) => {
    show(messageOf(kevin, 'hi'), { delivery });

    const status = screen.getByRole('button', { name: `${delivery}, show who has it` });
    expect(status).toHaveAttribute('aria-expanded', 'false');
    expect(status).toHaveTextContent(delivery);
  },
);

test.each(['queued', 'failed'] as const)('nobody can have a message that is %s', (state) => {
  show(pendingOf('hi', { state }));

  expect(screen.queryByRole('button', { name: /show who has it/ })).not.toBeInTheDocument();
});

test('the message of another can be marked unread, an own one cannot', async () => {
  const message = messageOf(mary, 'hi');
  const { rerender } = render(item(message));

  // with the keyboard alone
  act(() => screen.getByRole('article').focus());
  for (let times = 0; times < 4; times += 1) await userEvent.tab();
  expect(screen.getByRole('button', { name: 'Mark unread from here' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(actions.markUnread).toHaveBeenCalledWith(message);

  rerender(item(messageOf(kevin, 'hi'), { delivery: 'Sent' }));
  expect(screen.queryByRole('button', { name: 'Mark unread from here' })).not.toBeInTheDocument();
});

test('an emoji that is known by its name is one also in the accessible name and in a quote', () => {
  const replyTo = { id: 'parent', senderName: 'Mary', excerpt: 'Cake :tada:', deleted: false };
  render(item(messageOf(mary, 'Thanks :tada: and :nothing-of-it:', { replyTo })));

  expect(screen.getByRole('article')).toHaveAccessibleName(/: Thanks 🎉 and :nothing-of-it:$/);
  expect(screen.getByRole('button', { name: /Cake 🎉$/ })).toBeInTheDocument();
});
