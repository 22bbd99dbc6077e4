import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { type SearchOrder, type SearchState, searchAgain, searchStore, showSearch } from '#services/search';
import { canHover } from './can-hover.ts';
import { SearchField } from './SearchField.tsx';
import { SearchFilters } from './SearchFilters.tsx';
import { SearchHelp } from './SearchHelp.tsx';
import { SearchOrderChoice } from './SearchOrderChoice.tsx';
import { focusHit, SearchResults } from './SearchResults.tsx';
import { SearchStatus } from './SearchStatus.tsx';
import { usePlaceInList } from './usePlaceInList.ts';
import { usePlaces } from './usePlaces.ts';

interface SearchPageProps {
  /** The search that the page's address names; '' for none. */
  q: string;
  order: SearchOrder;
  myId: string;
  /** The conversation that the search was opened from. */
  hereId: string | undefined;
  menu: ReactNode;
  /** Stands at the end of the head: the connection. */
  status: ReactNode;
  /** Another search: its address becomes the page's. */
  onSearch: (q: string, order: SearchOrder) => void;
}

export function SearchPage({ q, order, myId, hereId, menu, status, onSearch }: SearchPageProps) {
  const { people, places, placeOf } = usePlaces(myId);
  const [typed, setTyped] = useTyped(q);
  const { search, isShown } = useAddressedSearch(q, order);
  const field = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  usePlaceInList({ q, search, isShown, scroller, field, list });
  useSearchKey(field);

  function submit(text: string, nextOrder: SearchOrder) {
    const next = text.trim();
    setTyped(next);
    if (next !== '' && next === q && nextOrder === order) void searchAgain({ q, order });
    else onSearch(next, nextOrder);
  }

  function handleKeyDown(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' || event.target !== field.current || event.nativeEvent.isComposing) return;
    event.preventDefault();
    focusHit(list.current, 0);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are the field's
    <div className="flex h-full min-w-0 flex-col" onKeyDown={handleKeyDown}>
      <header className="flex min-h-15 shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-1.5 sm:px-5">
        {menu}
        <h1 className="min-w-0 flex-1 truncate font-semibold text-lg tracking-tight">Search</h1>
        {status}
      </header>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid max-w-[54rem] gap-2 px-4 pt-4 pb-2 sm:px-5">
          <SearchField
            typed={typed}
            field={field}
            onType={setTyped}
            onSubmit={() => {
              submit(typed, order);
              if (!canHover()) field.current?.blur();
            }}
          />
          <SearchFilters
            typed={typed}
            people={people}
            places={places}
            hereId={hereId}
            onChange={(text) => submit(text, order)}
          />
        </div>
        <div className="mx-auto grid max-w-[54rem] px-1 pb-8 sm:px-2">
          {q === '' ? (
            <SearchHelp />
          ) : (
            <>
              <SearchStatus search={search} q={q}>
                <SearchOrderChoice order={order} onChange={(next) => submit(typed, next)} />
              </SearchStatus>
              <SearchResults search={search} list={list} placeOf={placeOf} />
            </>
          )}
        </div>
      </div>
    </div>
  );
}

/** The search that the address names: asked for when it is another than the one that is here. */
function useAddressedSearch(q: string, order: SearchOrder): { search: SearchState; isShown: boolean } {
  const search = useStore(searchStore);
  const isShown = q !== '' && search.asked?.q === q && search.asked.order === order;
  useEffect(() => {
    if (q !== '') showSearch({ q, order });
  }, [q, order]);
  // for the one moment until it is asked
  return { search: isShown ? search : { ...search, loading: 'first', problem: null }, isShown };
}

/** What stands in the field: what the address says, until something else is typed. */
function useTyped(q: string) {
  const [typed, setTyped] = useState(q);
  const [known, setKnown] = useState(q);
  if (known !== q) {
    setKnown(q);
    setTyped(q);
  }
  return [typed, setTyped] as const;
}

/** Ctrl-Shift-F brings here (src/Workspace.tsx), and here to the field. */
function useSearchKey(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    function handleKeyDown(event: globalThis.KeyboardEvent) {
      if (event.key.toLowerCase() !== 'f' || !event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
      field.current?.focus();
      field.current?.select();
    }
    document.addEventListener('keydown', handleKeyDown);
    return () => document.removeEventListener('keydown', handleKeyDown);
  }, [field]);
}
