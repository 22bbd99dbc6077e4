import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
// wouter's own `useSearch` decodes the query, and what a search says would be decoded twice
import { useSearch } from 'wouter/use-browser-location';
import { ConnectionStatus } from '#components/chat/ConnectionStatus';
import { SearchPage } from '#components/search/SearchPage';
import { retryConnection } from '#services/chat';
import type { SearchOrder } from '#services/search';
import { useChat } from '../components/state/useChat.ts';

interface SearchRouteProps {
  myId: string;
  hereId: string | undefined;
  menu: ReactNode;
}

/** The address is the search: it can be shared, and Back goes to the one before. Loaded when somebody searches. */
export default function SearchRoute({ myId, hereId, menu }: SearchRouteProps) {
  const connection = useChat((chat) => chat.connection);
  const pollEvery = useChat((chat) => chat.pollEvery);
  const [, navigate] = useLocation();
  const params = new URLSearchParams(useSearch());
  const q = params.get('q')?.trim() ?? '';
  return (
    <>
      <title>{`${q === '' ? '' : `${q} · `}Search · Team Chat`}</title>
      <SearchPage
        key={myId}
        q={q}
        order={params.get('order') === 'best' ? 'best' : 'newest'}
        myId={myId}
        hereId={hereId}
        menu={menu}
        status={<ConnectionStatus connection={connection} pollEvery={pollEvery} onRetry={retryConnection} />}
        onSearch={(text, order) => navigate(addressOf(text, order))}
      />
    </>
  );
}

function addressOf(q: string, order: SearchOrder): string {
  const params = new URLSearchParams({ ...(q !== '' && { q }), ...(order === 'best' && { order }) });
  return params.size === 0 ? '/search' : `/search?${params}`;
}
