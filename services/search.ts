/** The search that is on screen. It outlives its page: whoever comes back from a message finds the list as it was. */
import { createStore } from 'zustand/vanilla';
import { type SearchMessages, SearchPage, type SearchResult } from '#lib/contracts/search';
import { AppError } from '#lib/errors';
import { expireSession, isSignedOut } from './catchUp.ts';
import { type ChatState, chatStore } from './chatStore.ts';
import { request } from './http.ts';

export type SearchOrder = SearchMessages['order'];
type Asked = Readonly<Pick<SearchMessages, 'q' | 'order'>>;

interface SearchProblem {
  /** What is wrong, for the person. */
  sentence: string;
  /** Asking the same again may help. */
  isPassing: boolean;
}

export interface SearchState {
  /** Null before the first search. */
  asked: Asked | null;
  /** While another search is under way these are still the ones before. */
  results: readonly SearchResult[];
  /** For more of them; null when these are all. */
  cursor: string | null;
  /** `more`: the next page is under way. */
  loading: 'first' | 'more' | null;
  problem: SearchProblem | null;
  /** The message that was gone to from the list. */
  openedId: string | null;
  /** How far the list was scrolled when somebody went elsewhere, in pixels. */
  scrollTop: number;
}

const nothingSearched: SearchState = {
  asked: null,
  results: [],
  cursor: null,
  loading: null,
  problem: null,
  openedId: null,
  scrollTop: 0,
};

export const searchStore = createStore<SearchState>(() => nothingSearched);

/** The request whose answer counts: the latest. */
let latest = 0;

/** Shows this search; nothing happens when it is the one that is here. */
export function showSearch(asked: Asked): void {
  const { asked: shown } = searchStore.getState();
  if (shown?.q !== asked.q || shown.order !== asked.order) void searchAgain(asked);
}

/** Asks, also when it is the search that is here: what was said since is found, too. */
export async function searchAgain(asked: Asked): Promise<void> {
  searchStore.setState({
    asked,
    cursor: null,
    loading: 'first',
    problem: null,
    openedId: null,
    scrollTop: 0,
  });
  await take(readPage(asked), ({ results, cursor }) => ({ results, cursor }), { results: [] });
}

/** Loads the next page behind those that are here; one at a time. */
export async function loadMoreResults(): Promise<void> {
  const { asked, cursor, loading } = searchStore.getState();
  if (!asked || cursor === null || loading !== null) return;
  searchStore.setState({ loading: 'more', problem: null });
  await take(readPage({ ...asked, cursor }), (page) => {
    const { results } = searchStore.getState();
    const here = new Set(results.map(({ message }) => message.id));
    return {
      // what is said meanwhile moves the best ones: the same message may come twice
      results: [...results, ...page.results.filter(({ message }) => !here.has(message.id))],
      cursor: page.cursor,
    };
  });
}

/** Whoever comes back to the list finds this message there. */
export function noteOpened(openedId: string): void {
  searchStore.setState({ openedId });
}

export function noteScrolled(scrollTop: number): void {
  searchStore.setState({ scrollTop });
}

function readPage(search: Asked & { cursor?: string }): Promise<SearchPage> {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return request('/.netlify/functions/chat-search', { query: { ...search, timeZone }, parse: SearchPage });
}

async function take(
  answer: Promise<SearchPage>,
  onAnswer: (page: SearchPage) => Partial<SearchState>,
  onFailure: Partial<SearchState> = {},
): Promise<void> {
  latest += 1;
  const mine = latest;
  try {
    const page = await answer;
    if (mine === latest) searchStore.setState({ ...onAnswer(page), loading: null });
  } catch (error) {
    if (mine !== latest) return;
    searchStore.setState({ ...onFailure, loading: null, problem: problemOf(error) });
    if (isSignedOut(error)) expireSession();
  }
}

function problemOf(error: unknown): SearchProblem {
  const isRefused = error instanceof AppError && error.code === 'invalid';
  const sentence = error instanceof Error ? error.message : 'The search did not work';
  return { sentence: (isRefused && error.issues?.[0]?.message) || sentence, isPassing: !isRefused };
}

chatStore.subscribe((chat, before) => {
  if (chat.me?.id !== before.me?.id) forgetSearch();
  else if (before.session === 'expired' && chat.session === 'signed-in') retryFailed();
  if (chat.channels !== before.channels) dropLeft(chat, before);
});

function forgetSearch(): void {
  latest += 1;
  searchStore.setState(nothingSearched);
}

function retryFailed(): void {
  const { asked, problem } = searchStore.getState();
  if (asked && problem) void searchAgain(asked);
}

/** Who is removed from a channel sees nothing of it from then on. */
function dropLeft({ channels }: ChatState, before: ChatState): void {
  const here = new Set(channels.map(({ id }) => id));
  const left = new Set(
    before.channels.filter(({ id, kind }) => kind !== 'public' && !here.has(id)).map(({ id }) => id),
  );
  if (left.size === 0) return;
  const { asked, results, loading } = searchStore.getState();
  const kept = results.filter(({ channelId }) => !left.has(channelId));
  searchStore.setState({ results: kept });
  // what is under way was asked for before, and there may be more than what was here
  if (asked && (loading || kept.length === 0)) void searchAgain(asked);
}
