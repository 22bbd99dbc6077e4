import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SearchPage } from '#lib/contracts/search';
import { type ChatState, chatStore, initialChat } from '#services/chatStore';
import { loadMoreResults, noteOpened, searchAgain, searchStore, showSearch } from '#services/search';
import { aMessage, channelId, personId, theChanges } from '../support/messages.ts';

const me = { id: personId(1), name: 'Kevin', email: 'kevin@example.com', image: null, isOwner: false };
const { messages: _, reset: __, lastRev: ___, ...general } = theChanges();
const secret = { ...general, id: personId(77), kind: 'private' as const, name: 'secret' };
const chat: ChatState = { ...initialChat, session: 'signed-in', me, channels: [general, secret] };

const server = vi.fn<typeof fetch>();
const asked = () => server.mock.calls.map(([url]) => new URL(String(url), 'http://page').searchParams);

/** A page with the messages of these numbers. */
function page(numbers: number[], cursor: string | null = null, inChannel = channelId): SearchPage {
  const results = numbers.map((seq) => ({
    message: aMessage({ seq, channelId: inChannel }),
    channelId: inChannel,
    highlights: [],
  }));
  return { results, cursor };
}

const shown = () => searchStore.getState().results.map(({ message }) => message.seq);
const refusal = (status: number, error: object) => Response.json({ error }, { status });
const settled = () => vi.waitFor(() => expect(searchStore.getState().loading).toBeNull());

beforeEach(() => {
  vi.stubGlobal('fetch', server);
  server.mockReset();
  chatStore.setState(chat, true);
});

afterEach(() => {
  chatStore.setState(initialChat, true);
  vi.unstubAllGlobals();
});

/** Answers are given by hand, in any order. */
function heldAnswers(): ((page: SearchPage) => void)[] {
  const answers: ((page: SearchPage) => void)[] = [];
  server.mockImplementation(
    () => new Promise((resolve) => answers.push((answer) => resolve(Response.json(answer)))),
  );
  return answers;
}

test('a search is asked once, with the days of where the reader is', async () => {
  server.mockImplementation(async () => Response.json(page([2, 1])));
  showSearch({ q: 'berth', order: 'best' });
  showSearch({ q: 'berth', order: 'best' });
  await settled();

  expect(shown()).toEqual([2, 1]);
  expect(asked()).toHaveLength(1);
  expect(Object.fromEntries(asked()[0] ?? [])).toEqual({
    q: 'berth',
    order: 'best',
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
});

test('the latest search wins, in whatever order the answers come', async () => {
  const answers = heldAnswers();
  showSearch({ q: 'first', order: 'newest' });
  showSearch({ q: 'second', order: 'newest' });
  answers[1]?.(page([2]));
  await settled();
  answers[0]?.(page([1]));
  await new Promise((resolve) => setTimeout(resolve));

  expect(searchStore.getState()).toMatchObject({ asked: { q: 'second' }, loading: null });
  expect(shown()).toEqual([2]);
});

test('more comes behind what is here, nothing twice; a failure keeps what is here and can be tried again', async () => {
  server.mockResolvedValueOnce(Response.json(page([4, 3], 'behind-3')));
  await searchAgain({ q: 'berth', order: 'newest' });
  server.mockRejectedValueOnce(new TypeError('no network'));
  await loadMoreResults();
  expect(searchStore.getState().problem).toEqual({
    sentence: 'The server cannot be reached',
    isPassing: true,
  });
  expect(shown()).toEqual([4, 3]);

  const answers = heldAnswers();
  const both = Promise.all([loadMoreResults(), loadMoreResults()]);
  answers[0]?.(page([3, 2]));
  await both;

  expect(shown()).toEqual([4, 3, 2]);
  expect(searchStore.getState()).toMatchObject({ cursor: null, problem: null });
  expect(asked().map((query) => query.get('cursor'))).toEqual([null, 'behind-3', 'behind-3']);
});

test('another search that fails leaves nothing of the one before', async () => {
  server.mockResolvedValueOnce(Response.json(page([1])));
  await searchAgain({ q: 'berth', order: 'newest' });
  noteOpened('1');
  server.mockResolvedValueOnce(refusal(503, { code: 'unavailable', message: 'Come back later' }));
  await searchAgain({ q: 'other', order: 'newest' });

  expect(searchStore.getState()).toMatchObject({
    results: [],
    openedId: null,
    problem: { sentence: 'Come back later', isPassing: true },
  });
});

test('what cannot be searched is said in its own words, and trying again would not help', async () => {
  const issues = [{ path: 'q', message: 'At most 400 characters' }];
  server.mockResolvedValueOnce(refusal(400, { code: 'invalid', message: 'Not valid: q', issues }));
  await searchAgain({ q: 'long', order: 'newest' });

  expect(searchStore.getState().problem).toEqual({ sentence: 'At most 400 characters', isPassing: false });
});

test('a session that has ended is asked for, and the search goes on after it', async () => {
  server.mockResolvedValueOnce(refusal(401, { code: 'unauthenticated', message: 'Sign in' }));
  await searchAgain({ q: 'berth', order: 'newest' });
  expect(chatStore.getState().session).toBe('expired');

  server.mockResolvedValueOnce(Response.json(page([1])));
  chatStore.setState({ session: 'signed-in' });
  await settled();

  expect(shown()).toEqual([1]);
});

test('who signs out leaves nothing, also not what was under way', async () => {
  const answers = heldAnswers();
  showSearch({ q: 'berth', order: 'newest' });
  chatStore.setState({ session: 'signed-out', me: null });
  answers[0]?.(page([1]));
  await new Promise((resolve) => setTimeout(resolve));

  expect(searchStore.getState()).toMatchObject({ asked: null, results: [], loading: null });
});

test('who is removed from a private channel sees no hits of it any more; who leaves a public one does', async () => {
  const results = [...page([2, 1]).results, ...page([3], null, secret.id).results];
  server.mockResolvedValueOnce(Response.json({ results, cursor: null }));
  await searchAgain({ q: 'berth', order: 'newest' });
  chatStore.setState({ channels: [secret] });
  expect(shown()).toEqual([2, 1, 3]);
  chatStore.setState({ channels: [] });

  expect(shown()).toEqual([2, 1]);
});

test('what was under way when somebody was removed is asked for again', async () => {
  const answers = heldAnswers();
  showSearch({ q: 'berth', order: 'newest' });
  chatStore.setState({ channels: [general] });
  answers[0]?.(page([3], null, secret.id));
  answers[1]?.(page([1]));
  await settled();

  expect(shown()).toEqual([1]);
});
