import type { KeyboardEvent, RefObject } from 'react';
import { Button } from '#components/ui/Button';
import { MessageSkeleton } from '#components/ui/Skeleton';
import { loadMoreResults, noteOpened, type SearchState, searchAgain } from '#services/search';
import { SearchHit } from './SearchHit.tsx';

interface SearchResultsProps {
  search: SearchState;
  list: RefObject<HTMLUListElement | null>;
  /** What a conversation is called. */
  placeOf: (channelId: string) => string;
}

/** What was found, and what stands in its place. */
export function SearchResults({ search, list, placeOf }: SearchResultsProps) {
  const { asked, results, cursor, loading, problem } = search;
  const isFirst = loading === 'first';

  async function showMore(pressed: Element) {
    const here = results.length;
    const wasFocused = document.activeElement === pressed;
    await (here > 0 ? loadMoreResults() : asked && searchAgain(asked));
    // the button may be gone: whoever pressed it goes on with what it brought
    if (wasFocused) focusHit(list.current, here);
  }

  return (
    <>
      {results.length > 0 ? (
        <ul
          ref={list}
          aria-label="Results"
          aria-busy={isFirst}
          onKeyDown={(event) => stepThrough(event, list.current)}
          className={`grid gap-0.5 ${isFirst ? 'dim-late' : ''}`}
        >
          {results.map((result) => (
            <li key={result.message.id}>
              <SearchHit result={result} place={placeOf(result.channelId)} onOpen={noteOpened} />
            </li>
          ))}
        </ul>
      ) : (
        isFirst && (
          <div className="appear-late">
            <MessageSkeleton />
          </div>
        )
      )}
      {problem && (
        <div role="alert" className="flex flex-wrap items-center justify-center gap-3 px-3 py-6 text-center">
          <p className="text-danger">{problem.sentence}.</p>
          {problem.isPassing && (
            <Button onClick={({ currentTarget }) => void showMore(currentTarget)}>Retry</Button>
          )}
        </div>
      )}
      {cursor !== null && !problem && !isFirst && (
        <Button
          aria-busy={loading !== null}
          onClick={({ currentTarget }) => void showMore(currentTarget)}
          className="mx-auto my-3"
        >
          {loading === 'more' ? 'Loading…' : 'Load more'}
        </Button>
      )}
    </>
  );
}

/** Goes to the nth result, if there is one. */
export function focusHit(list: HTMLElement | null, index: number): void {
  hitsOf(list)[index]?.focus();
}

/** Up and down go from result to result. */
function stepThrough(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const hits = hitsOf(list);
  const at = hits.findIndex((hit) => hit.closest('li')?.contains(document.activeElement));
  const next = step && at >= 0 ? hits[at + step] : undefined;
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function hitsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[data-hit]') ?? [])];
}
