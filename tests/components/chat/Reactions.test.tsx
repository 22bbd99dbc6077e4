import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Reactions } from '#components/chat/Reactions';
import type { Message } from '#lib/contracts/messages';
import { chatStore, initialChat } from '#services/chatStore';
import { noticeStore } from '#services/notices';
import { general, kevin, mary, messageOf } from './made.ts';

const fetching = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.stubGlobal('fetch', fetching);
  const users = { [kevin.id]: kevin, [mary.id]: mary };
  chatStore.setState({ ...initialChat, session: 'signed-in', me: { ...kevin, isOwner: false }, users }, true);
});
afterEach(() => {
  vi.unstubAllGlobals();
  fetching.mockReset();
  noticeStore.setState({ sentence: null });
});

const party = (...userIds: string[]) =>
  messageOf(mary, 'Cake', { reactions: [{ emoji: '🎉', userIds }], channelId: general.id });

function show(message: Message, isArchived = false) {
  return render(<Reactions message={message} myId={kevin.id} isArchived={isArchived} onAdd={() => {}} />);
}

test('a chip says who reacted, and whether oneself did', () => {
  show(party(mary.id, 'somebody who has left'));
  const chip = screen.getByRole('button', { name: '🎉 Mary and former member' });
  expect(chip).toHaveAttribute('aria-pressed', 'false');
  expect(chip).toHaveTextContent('2');
});

test('what was chosen shows at once and goes back when it is refused, with a notice', async () => {
  const { promise, resolve } = Promise.withResolvers<Response>();
  fetching.mockReturnValue(promise);
  show(party(mary.id));
  await userEvent.click(screen.getByRole('button', { name: '🎉 Mary' }));
  expect(screen.getByRole('button', { name: '🎉 Mary and Kevin' })).toHaveAttribute('aria-pressed', 'true');

  const error = { code: 'forbidden', message: 'This channel is archived' };
  await act(async () => resolve(Response.json({ error }, { status: 403 })));
  expect(await screen.findByRole('button', { name: '🎉 Mary' })).toHaveAttribute('aria-pressed', 'false');
  expect(noticeStore.getState().sentence).toBe('Your reaction was not added: This channel is archived.');
});

test('in an archived channel it can be read and not changed', async () => {
  show(party(mary.id), true);
  await userEvent.click(screen.getByRole('button', { name: '🎉 Mary' }));
  expect(screen.getByRole('button', { name: '🎉 Mary' })).toHaveAttribute('aria-pressed', 'false');
  expect(fetching).not.toHaveBeenCalled();
  expect(screen.queryByRole('button', { name: 'Add reaction here' })).not.toBeInTheDocument();
});

test('markup in place of an emoji is text', () => {
  show(messageOf(mary, 'x', { reactions: [{ emoji: '<img src=x onerror=alert(1)>', userIds: [mary.id] }] }));
  expect(screen.getByRole('button', { name: /^<img/ })).toBeInTheDocument();
  expect(screen.queryByRole('img')).not.toBeInTheDocument();
});
