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
  render(<ConnectionStatus connection={connection} onRetry={onRetry} />);

  expect(screen.getByRole('status').textContent).toBe(word);
  await userEvent.click(screen.getByRole('button', { name: 'Retry now' }));
  expect(onRetry).toHaveBeenCalledOnce();
});

test('connected reads "Connected" and needs no button', () => {
  render(<ConnectionStatus connection="connected" onRetry={() => {}} />);

  expect(screen.getByRole('status').textContent).toBe('Connected');
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});
