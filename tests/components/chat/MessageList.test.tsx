import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComponentProps } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MessageList } from '#components/chat/MessageList';
import { general, kevin, mary, messageOf, pendingOf } from './made.ts';

type Props = ComponentProps<typeof MessageList>;

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
const onLoadOlder = vi.fn(() => Promise.resolve());

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 18, 23, 59) });
});

afterEach(() => {
  vi.useRealTimers();
});

function list(more: Partial<Props> = {}) {
  return (
    <MessageList
      channel={general}
      me={kevin}
      messages={[]}
      pending={[]}
      hasOlder={false}
      target={null}
      actions={actions}
      onLoadOlder={onLoadOlder}
      {...more}
    />
  );
}

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).toISOString();
const headings = () => screen.getAllByRole('heading').map((heading) => heading.textContent);

test('it is a log that leaves the speaking to the announcer', () => {
  render(list());

  expect(screen.getByRole('log', { name: 'Messages' })).toHaveAttribute('aria-live', 'off');
});

test('days are named as people name them, and Today turns at midnight', () => {
  const messages = [16, 17, 18].map((day, index) =>
    messageOf(mary, 'hi', { seq: index + 1, createdAt: at(day, 9) }),
  );
  render(list({ messages }));
  expect(headings()).toEqual(['Beginning of #general', 'Monday, 16 November', 'Yesterday', 'Today']);

  act(() => vi.advanceTimersByTime(2 * 60_000));

  expect(headings()).toEqual([
    'Beginning of #general',
    'Monday, 16 November',
    'Tuesday, 17 November',
    'Yesterday',
  ]);
});

test('messages of one author within five minutes stand under one name', () => {
  const messages = [
    messageOf(mary, 'one', { seq: 1, createdAt: at(18, 9, 0) }),
    messageOf(mary, 'two', { seq: 2, createdAt: at(18, 9, 4) }),
    messageOf(mary, 'three', { seq: 3, createdAt: at(18, 9, 10) }),
  ];
  render(list({ messages }));

  const named = screen.getAllByRole('article').map((article) => within(article).queryByText('Mary') !== null);
  expect(named).toEqual([true, false, true]);
});

test('a pending message becomes the stored one in the same element, also when another came in between', () => {
  const { rerender } = render(list({ pending: [pendingOf('mine', { id: 'mine' })] }));
  const bubble = screen.getByRole('article', { name: /mine/ });

  rerender(
    list({
      messages: [
        messageOf(mary, 'theirs', { seq: 1, createdAt: at(18, 9, 0) }),
        messageOf(kevin, 'mine', { id: 'mine', seq: 2, createdAt: at(18, 9, 1) }),
      ],
    }),
  );

  expect(screen.getByRole('article', { name: /mine/ })).toBe(bubble);
  expect(screen.getAllByRole('article').map((article) => article.textContent)).toEqual([
    expect.stringContaining('theirs'),
    expect.stringContaining('mine'),
  ]);
});

test('Tab goes to the newest message, up and down to the others, and Tab comes back to where one was', async () => {
  vi.useRealTimers();
  const messages = [1, 2, 3].map((seq) => messageOf(mary, `${seq}.`, { seq, createdAt: at(18, 9, seq) }));
  render(list({ messages }));
  const article = (name: RegExp) => screen.getByRole('article', { name });
  act(() => screen.getByRole('log').focus());

  await userEvent.tab();
  expect(article(/3\./)).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}{ArrowDown}');
  expect(article(/2\./)).toHaveFocus();
  await userEvent.tab();
  expect(screen.getByRole('button', { name: 'Add reaction' })).toHaveFocus();
  act(() => screen.getByRole('log').focus());
  await userEvent.tab();
  expect(article(/2\./)).toHaveFocus();
});

test('an empty channel invites its first message', () => {
  render(list());

  expect(screen.getByText(/The first message is yours/)).toBeInTheDocument();
});

test('older messages are asked for near the start; after a failure only the person asks again', async () => {
  onLoadOlder.mockRejectedValueOnce(new Error('no answer'));
  const messages = [messageOf(mary, 'hi', { seq: 51 })];
  const { rerender } = render(list({ messages, hasOlder: true }));
  await act(() => Promise.resolve());
  expect(onLoadOlder).toHaveBeenCalledTimes(1);
  expect(screen.queryByText('Beginning of #general')).not.toBeInTheDocument();

  rerender(list({ messages: [...messages], hasOlder: true }));
  expect(onLoadOlder).toHaveBeenCalledTimes(1);

  await act(() => screen.getByRole('button', { name: 'Try again' }).click());
  expect(onLoadOlder).toHaveBeenCalledTimes(2);
});
