import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useStore } from 'zustand';
import MessageEdit from '#components/chat/MessageEdit';
import type { Message } from '#lib/contracts/messages';
import { EMPTY_TIMELINE, hearMessage } from '#lib/timeline/channel-timeline';
import { chatStore, initialChat } from '#services/chatStore';
import { beginEdit, changeEdit, dropEdit, editStore } from '#services/edits';
import { aMessage, channelId, personId } from '../../support/messages.ts';

const me = { id: personId(1), name: 'Mary', email: 'mary@example.com', image: null, isOwner: false };
const message = aMessage({ seq: 1, content: 'old' });
const fetching = vi.fn<typeof fetch>();
const handlers = { onClose: vi.fn(), onResume: vi.fn(), onRescue: vi.fn() };

const hear = (news: Message) =>
  chatStore.setState(({ timelines }) => ({
    timelines: { [channelId]: hearMessage(timelines[channelId] ?? EMPTY_TIMELINE, news) },
  }));

beforeEach(() => {
  vi.stubGlobal('fetch', fetching);
  chatStore.setState({ ...initialChat, session: 'signed-in', me }, true);
  hear(message);
  beginEdit(message);
});
afterEach(() => {
  dropEdit(message.id);
  vi.unstubAllGlobals();
  vi.resetAllMocks();
});

function Shown() {
  const edit = useStore(editStore, (edits) => edits[message.id]);
  const now = useStore(chatStore, ({ timelines }) => timelines[channelId]?.known[0]);
  return edit && now ? <MessageEdit edit={edit} message={now} {...handlers} /> : <p>{now?.content}</p>;
}
const field = () => screen.getByRole('textbox', { name: 'Edit message' });
const editing = () => editStore.getState()[message.id];

test('Enter saves, and the field is closed', async () => {
  const saved = { ...message, content: 'new', rev: 2, editedAt: new Date(0).toISOString() };
  fetching.mockResolvedValue(Response.json(saved));
  render(<Shown />);
  expect(field()).toHaveFocus();
  await userEvent.clear(field());
  await userEvent.keyboard('new{Enter}');

  expect(handlers.onClose).toHaveBeenCalledOnce();
  expect(JSON.parse(String(fetching.mock.calls[0]?.[1]?.body))).toEqual({
    id: message.id,
    content: 'new',
    rev: 1,
  });
  expect(await screen.findByText('new')).toBeInTheDocument();
  expect(editing()).toBeUndefined();
});

test('Esc on an unchanged text asks nothing; of a changed one the text is kept and can be gone on with', async () => {
  const { unmount } = render(<Shown />);
  await userEvent.keyboard('{Escape}');
  expect(editing()).toBeUndefined();
  unmount();

  act(() => beginEdit(message));
  render(<Shown />);
  await userEvent.keyboard('er{Escape}');
  expect(screen.getByText(/You have not finished editing this/)).toBeInTheDocument();
  expect(localStorage.getItem(`team-chat:edit:${me.id}/${message.id}`)).toContain('older');
  await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
  expect(handlers.onResume).toHaveBeenCalledOnce();
  act(() => beginEdit(message));
  expect(field()).toHaveValue('older');
});

test('without a network, or an answer, the text stays in its field and says why', async () => {
  fetching.mockRejectedValue(new TypeError('Failed to fetch'));
  render(<Shown />);
  await userEvent.keyboard('er{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('Not saved: the server cannot be reached');
  expect(field()).toHaveValue('older');
});

test('a reaction that came in between is no conflict: the edit is saved on top of it', async () => {
  const reacted = { ...message, rev: 2, reactions: [{ emoji: '👍', userIds: [personId(2)] }] };
  const error = { code: 'conflict', message: 'This message has changed meanwhile' };
  fetching.mockResolvedValueOnce(Response.json({ error, current: reacted }, { status: 409 }));
  fetching.mockResolvedValueOnce(Response.json({ ...reacted, content: 'older', rev: 3 }));
  render(<Shown />);
  await userEvent.keyboard('er{Enter}');

  expect(await screen.findByText('older')).toBeInTheDocument();
  expect(JSON.parse(String(fetching.mock.calls[1]?.[1]?.body))).toMatchObject({ rev: 2 });
});

test('an edit from elsewhere is a conflict: both texts stay, and one decides', async () => {
  render(<Shown />);
  await userEvent.keyboard('er');
  act(() => hear({ ...message, content: 'theirs', rev: 2 }));
  expect(screen.getByRole('alert')).toHaveTextContent('This message was changed meanwhile');
  expect(screen.getByRole('alert')).toHaveTextContent('older');

  await userEvent.click(screen.getByRole('button', { name: 'Take theirs' }));
  expect(editing()).toBeUndefined();
  expect(screen.getByText('theirs')).toBeInTheDocument();
});

test('of a message that was deleted meanwhile the text can be put into the composer', async () => {
  render(<Shown />);
  act(() => changeEdit(message.id, 'too good to lose'));
  act(() => hear({ ...message, content: '', rev: 2, deletedAt: new Date(0).toISOString() }));
  await userEvent.click(screen.getByRole('button', { name: 'Put into the composer' }));
  expect(handlers.onRescue).toHaveBeenCalledWith('too good to lose');
  expect(editing()).toBeUndefined();
});

test('who has changed nothing is not asked about a conflict', () => {
  render(<Shown />);
  act(() => hear({ ...message, content: 'theirs', rev: 2 }));
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(screen.getByText('theirs')).toBeInTheDocument();
});

test('a text that is too long is not saved, and says what to do', () => {
  render(<Shown />);
  act(() => changeEdit(message.id, 'x'.repeat(10_001)));
  expect(field()).toHaveAccessibleDescription('1 character too many. Shorten the message to save it.');
  expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
});
