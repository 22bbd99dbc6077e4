import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { HoleRow } from '#components/chat/HoleRow';

test('it says how many are missing, and loads them once however often it is pressed', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const load = vi.fn(() => promise);
  render(<HoleRow count={1420} onLoad={load} />);
  await userEvent.click(screen.getByRole('button', { name: 'Load 1,420 more' }));
  const button = screen.getByRole('button', { name: 'Loading 1,420 more' });
  expect(button).toHaveAttribute('aria-disabled', 'true');
  await userEvent.click(button);

  expect(load).toHaveBeenCalledOnce();
  resolve();
  expect(await screen.findByRole('button', { name: 'Load 1,420 more' })).toHaveFocus();
});

test('what could not be loaded is said, and can be tried again', async () => {
  const load = vi.fn().mockRejectedValueOnce(new Error('no network')).mockResolvedValue(undefined);
  render(<HoleRow count={420} onLoad={load} />);
  await userEvent.click(screen.getByRole('button'));
  expect(await screen.findByRole('alert')).toHaveTextContent('They could not be loaded.');

  await userEvent.click(screen.getByRole('button', { name: 'Load 420 more' }));
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(load).toHaveBeenCalledTimes(2);
});
