import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SearchPage } from '#components/search/SearchPage';
import type { SearchResult } from '#lib/contracts/search';
import { chatStore, initialChat } from '#services/chatStore';
import { searchStore } from '#services/search';
import { aMessage, channelId, personId, theChanges } from '../../support/messages.ts';
import { expectErrors } from '../../support/quiet.ts';

const { messages: _, reset: __, lastRev: ___, ...general } = theChanges();
const me = { id: personId(1), name: 'Kevin', email: 'kevin@example.com', image: null, isOwner: false };
const hit: SearchResult = {
  message: aMessage({ seq: 1, content: 'The berth is free' }),
  channelId,
  highlights: [[4, 9]],
};
const server = vi.fn<(q: URLSearchParams) => object>();
const onSearch = vi.fn();

beforeEach(() => {
  // <search>, which jsdom does not know
  expectErrors(/The tag <%s> is unrecognized in this browser.* search$/);
  server.mockReset().mockReturnValue({ results: [hit], cursor: null });
  onSearch.mockReset();
  vi.stubGlobal('fetch', async (url: string) => {
    const { pathname, searchParams } = new URL(url, 'http://page');
    return Response.json(pathname.endsWith('chat-search') ? server(searchParams) : { channels: [] });
  });
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  chatStore.setState({ ...initialChat, session: 'signed-in', me, channels: [general] }, true);
});

afterEach(() => {
  chatStore.setState(initialChat, true);
  vi.unstubAllGlobals();
});

const page = (q: string) => (
  <SearchPage
    q={q}
    order="newest"
    myId={me.id}
    hereId={undefined}
    menu={null}
    status={null}
    onSearch={onSearch}
  />
);
const field = () => screen.getByRole('searchbox', { name: 'Search messages' });

test('without a search it says what can be typed, and the field waits for it', async () => {
  render(page(''));
  expect(screen.getByRole('heading', { name: 'Find anything you may read' })).toBeInTheDocument();
  expect(field()).toHaveFocus();
  await userEvent.type(field(), '  berth plan {Enter}');

  expect(onSearch).toHaveBeenCalledExactlyOnceWith('berth plan', 'newest');
  expect(server).not.toHaveBeenCalled();
});

test('the Enter that ends a composition searches for nothing', () => {
  render(page(''));
  expect(fireEvent.keyDown(field(), { key: 'Enter', isComposing: true })).toBe(false);
  expect(fireEvent.keyDown(field(), { key: 'Enter', keyCode: 229 })).toBe(false);
  expect(fireEvent.keyDown(field(), { key: 'Enter', keyCode: 13 })).toBe(true);
});

test('a hit says who, where and when, marks the words, and leads to the message', async () => {
  render(page('berth'));
  const article = await screen.findByRole('article', { name: /^Mary, #general, 23 Nov 2026/ });

  expect(within(article).getByText('berth', { selector: 'mark' })).toBeInTheDocument();
  expect(within(article).getByText(/The/).closest('p')).toHaveTextContent('The berth is free');
  expect(within(article).getByRole('link', { name: /^In context/ })).toHaveAttribute(
    'href',
    `/c/${channelId}/${hit.message.id}`,
  );
  expect(screen.getByRole('status')).toHaveTextContent('1 message found');
});

test('nothing found is said, with what was searched', async () => {
  server.mockReturnValue({ results: [], cursor: null });
  render(page('berth'));

  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Nothing found for “berth”'));
  expect(screen.queryByRole('radio')).not.toBeInTheDocument();
});

test('an error is said; Retry asks again, and who pressed it by key goes on with the first hit', async () => {
  server.mockReturnValueOnce({ not: 'a page' });
  render(page('berth'));
  expect(await screen.findByRole('alert')).toHaveTextContent('The server cannot be reached.');
  screen.getByRole('button', { name: 'Retry' }).focus();
  await userEvent.keyboard('{Enter}');

  await waitFor(() => expect(screen.getByRole('link', { name: /^In context/ })).toHaveFocus());
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

test('the same search once more asks again, another is a matter of the address', async () => {
  render(page('berth'));
  await screen.findByRole('article');
  await userEvent.type(field(), '{Enter}');
  await waitFor(() => expect(server).toHaveBeenCalledTimes(2));
  expect(onSearch).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('radio', { name: 'Best first' }));
  expect(onSearch).toHaveBeenCalledExactlyOnceWith('berth', 'best');
});

test('the field follows the address, and keeps what is typed until then', async () => {
  const { rerender } = render(page('berth'));
  await userEvent.type(field(), ' plan');
  rerender(page('berth'));
  expect(field()).toHaveValue('berth plan');
  rerender(page('ferry'));

  expect(field()).toHaveValue('ferry');
  await waitFor(() => expect(searchStore.getState()).toMatchObject({ asked: { q: 'ferry' }, loading: null }));
});
