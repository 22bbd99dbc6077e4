import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { OutboxTray } from '#components/chat/OutboxTray';
import type { PendingMessage } from '#lib/timeline/pending';
import { chatStore, initialChat } from '#services/chatStore';
import { general, kevin, mary, pendingOf } from './made.ts';

afterEach(() => act(() => chatStore.setState(initialChat, true)));

const waiting = pendingOf('Waiting text', { id: '1', state: 'queued' });
const failed = pendingOf('Refused text', { id: '2', state: 'failed', reason: 'Not allowed' });
const ofMary = pendingOf('Of Mary', { id: '3', state: 'queued', senderId: mary.id });

function show(...pending: PendingMessage[]) {
  const actions = { retry: vi.fn(), retryAll: vi.fn(), discard: vi.fn() };
  chatStore.setState({ ...initialChat, channels: [general], pending });
  render(<OutboxTray myId={kevin.id} actions={actions} />);
  return actions;
}

const leave = (...pending: PendingMessage[]) => act(() => chatStore.setState({ pending }));
const panel = () => screen.getByRole('region', { name: 'Not sent yet' });

async function open() {
  await userEvent.click(await screen.findByRole('button', { name: /waiting|failed/ }, { timeout: 2_000 }));
}

test('a message that goes out as it should is none of its affairs', () => {
  show(pendingOf('On its way'));
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('it counts what waits and what failed of this person alone, and says where each goes and why it is here', async () => {
  show(waiting, failed, ofMary, pendingOf('From there', { id: '4', state: 'queued', channelId: 'left' }));
  expect(
    await screen.findByRole('button', { name: '2 waiting, 1 failed' }, { timeout: 2_000 }),
  ).toHaveAttribute('aria-expanded', 'false');
  await open();

  await waitFor(() => expect(panel()).toHaveFocus());
  const entries = within(panel()).getAllByRole('listitem');
  expect(entries.map(({ textContent }) => textContent)).toEqual([
    '#general Waiting textQueuedRetryDiscard',
    '#general Refused textFailed · Not allowedRetryDiscard',
    'A channel you have left From thereQueuedRetryDiscard',
  ]);
});

test('its buttons say what they are about, and act on that', async () => {
  const actions = show(waiting, failed);
  await open();
  const retry = within(panel()).getAllByRole('button', { name: 'Retry' })[1] as HTMLElement;
  expect(retry).toHaveAccessibleDescription('#general Refused text');
  await userEvent.click(retry);
  await userEvent.click(within(panel()).getAllByRole('button', { name: 'Discard' })[0] as HTMLElement);
  await userEvent.click(within(panel()).getByRole('button', { name: 'Retry all' }));

  expect(actions.retry).toHaveBeenCalledExactlyOnceWith(failed);
  expect(actions.discard).toHaveBeenCalledExactlyOnceWith(waiting);
  expect(actions.retryAll).toHaveBeenCalledOnce();
});

test('what is on its way can be neither sent again nor taken back', async () => {
  show(pendingOf('On its way'), failed);
  await open();
  expect(within(panel()).getAllByRole('button', { name: 'Discard' })).toHaveLength(1);
});

test('Escape leads back to the button, which stays as long as the focus is there', async () => {
  show(waiting);
  await open();
  leave();
  expect(panel()).toHaveTextContent('Nothing is waiting.');
  await userEvent.keyboard('{Escape}');
  const button = screen.getByRole('button', { name: 'Nothing left' });
  expect(button).toHaveFocus();

  await userEvent.tab();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('a press elsewhere closes it', async () => {
  show(waiting);
  await open();
  await userEvent.click(panel());
  expect(panel()).toBeInTheDocument();
  await userEvent.click(document.body);
  expect(screen.queryByRole('region')).not.toBeInTheDocument();
});
