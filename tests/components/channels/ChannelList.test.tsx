import { render, screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ChannelList } from '#components/channels/ChannelList';
import { general } from '../chat/made.ts';

const budget = { ...general, id: 'budget-id', name: 'budget', kind: 'private' as const };

test('it is a navigation with a link to each channel, the open one marked', () => {
  render(
    <ChannelList
      myId="me"
      onDialog={() => {}}
      channels={[general, budget]}
      openId="budget-id"
      people={null}
      footer={null}
      onChoose={vi.fn()}
    />,
  );

  const links = within(screen.getByRole('navigation', { name: 'Channels' })).getAllByRole('link');
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['/c/budget-id', '/c/general-id']);
  expect(links[1]).toHaveAccessibleName('general');
  expect(links[0]).toHaveAccessibleName(/^budget.*private channel$/);
  expect(links.map((link) => link.getAttribute('aria-current'))).toEqual(['page', null]);
});
