import type { ReactNode } from 'react';
import type { SearchState } from '#services/search';

interface SearchStatusProps {
  search: SearchState;
  q: string;
  /** Stands beside what there is to put in order. */
  children: ReactNode;
}

/** How much was found, for eyes and ears alike. */
export function SearchStatus({ search, q, children }: SearchStatusProps) {
  const isNothing = search.results.length === 0 && search.loading === null && search.problem === null;
  return (
    <>
      <div
        className={
          isNothing
            ? 'px-3 pt-10 text-center'
            : 'flex min-h-10 flex-wrap items-center justify-between gap-x-3 px-3 py-1'
        }
      >
        <p role="status" className={isNothing ? 'wrap-anywhere font-semibold text-lg' : 'text-muted text-sm'}>
          {countOf(search, q)}
        </p>
        {!isNothing && children}
      </div>
      {isNothing && (
        <p className="px-3 pt-1 text-center text-muted">
          Use fewer words or only a part of one, or take a filter away.
        </p>
      )}
    </>
  );
}

function countOf({ results, cursor, loading, problem }: SearchState, q: string): string {
  if (loading === 'first') return 'Searching…';
  if (results.length === 0) return problem ? '' : `Nothing found for “${q}”`;
  if (cursor !== null) return `The first ${results.length} messages`;
  return results.length === 1 ? '1 message found' : `${results.length} messages found`;
}
