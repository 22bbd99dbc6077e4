import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ReadBy } from '#components/chat/ReadBy';
import { chatStore, initialChat } from '#services/chatStore';
import { channelId, personId } from '../../support/messages.ts';

const people = ['Kevin', 'Mary', 'Tom', 'Aisha'].map((name, n) => ({
  id: personId(n + 1),
  name,
  email: `${name}@example.com`,
  image: null,
  isOwner: false,
}));
const server = vi.fn<typeof fetch>();

/** Kevin asks about message 5; Mary and Tom have read it, Aisha has it. */
const answer = async () =>
  Response.json({
    receipts: people.map(({ id }, n) => ({
      channelId,
      userId: id,
      deliveredSeq: 5,
      readSeq: n === 3 ? 4 : 5,
    })),
  });

beforeEach(() => {
  vi.stubGlobal('fetch', server);
  server.mockReset().mockImplementation(answer);
  const users = Object.fromEntries(people.map((user) => [user.id, user]));
  chatStore.setState({ ...initialChat, me: people[0] ?? null, users }, true);
});

afterEach(() => {
  chatStore.setState(initialChat, true);
  vi.unstubAllGlobals();
});

async function openNames() {
  render(
    <>
      <ReadBy channelId={channelId} seq={5}>
        Read
      </ReadBy>
      <p>elsewhere</p>
    </>,
  );
  const button = screen.getByRole('button', { name: 'Read, show who has it' });
  await userEvent.click(button);
  return button;
}

test('names are asked for on demand, without oneself', async () => {
  await openNames();

  expect(await screen.findByText(/Read by/)).toBeInTheDocument();
  const dialog = screen.getByRole('dialog', { name: 'Who has this message' });
  expect(dialog).toHaveTextContent('Read by Mary, TomDelivered to Aisha');
  expect(server).toHaveBeenCalledOnce();
});

test('Esc closes it and gives the focus back', async () => {
  const button = await openNames();
  await screen.findByText(/Read by/);

  await userEvent.keyboard('{Escape}');

  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(button).toHaveFocus();
  expect(button).toHaveAttribute('aria-expanded', 'false');
});

test('a press elsewhere closes it, a press inside does not', async () => {
  await openNames();
  await userEvent.click(await screen.findByText(/Read by/));
  expect(screen.getByRole('dialog')).toBeInTheDocument();

  await userEvent.click(screen.getByText('elsewhere'));

  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

test('a failure says so and can be tried again', async () => {
  server.mockRejectedValueOnce(new TypeError('no network'));
  await openNames();
  expect(await screen.findByText('This could not be loaded.')).toBeInTheDocument();

  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

  expect(await screen.findByText(/Read by/)).toBeInTheDocument();
});
