import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { ConnectionStatus } from '#components/chat/ConnectionStatus';

test.each([
  ['connecting', 'Connecting'],
  ['reconnecting', 'Reconnecting'],
  ['offline', 'Offline'],
] as const)('%s reads "%s" and can be retried', async (connection, word) => {
  const onRetry = vi.fn();
  render(<ConnectionStatus connection={connection} pollEvery={5} onRetry={onRetry} />);

  expect(screen.getByRole('status').textContent).toBe(word);
  await userEvent.click(screen.getByRole('button', { name: 'Retry now' }));
  expect(onRetry).toHaveBeenCalledOnce();
});

test('connected reads "Connected" and needs no button', () => {
  render(<ConnectionStatus connection="connected" pollEvery={5} onRetry={() => {}} />);

  expect(screen.getByRole('status').textContent).toBe('Connected');
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('without live updates it says how often it looks, and can be retried', async () => {
  const onRetry = vi.fn();
  render(<ConnectionStatus connection="polling" pollEvery={15} onRetry={onRetry} />);

  expect(screen.getByRole('status').textContent).toBe('Live updates are down; checking every 15 s');
  await userEvent.click(screen.getByRole('button', { name: 'Retry now' }));
  expect(onRetry).toHaveBeenCalledOnce();
});
