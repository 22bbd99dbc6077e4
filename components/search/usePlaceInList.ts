import { type RefObject, useEffect, useEffectEvent, useLayoutEffect } from 'react';
import { noteScrolled, type SearchState } from '#services/search';
import { canHover } from './can-hover.ts';

interface PlaceInList {
  q: string;
  search: SearchState;
  /** Whether the search that is here is the one of the page's address. */
  isShown: boolean;
  scroller: RefObject<HTMLElement | null>;
  field: RefObject<HTMLInputElement | null>;
  list: RefObject<HTMLElement | null>;
}

/** Who comes back from a message is at its place in the list again; who comes to search can type. */
export function usePlaceInList({ q, search, isShown, scroller, field, list }: PlaceInList): void {
  const { openedId, scrollTop, loading } = search;

  const arrive = useEffectEvent((scrolled: HTMLElement) => {
    const hit = isShown && openedId && list.current?.querySelector<HTMLElement>(`[data-hit="${openedId}"]`);
    if (isShown) scrolled.scrollTop = scrollTop;
    if (hit) {
      hit.focus({ preventScroll: true });
      // the window may be smaller than it was
      hit.closest('li')?.scrollIntoView({ block: 'nearest' });
    } else if (q === '' || canHover()) {
      field.current?.focus({ preventScroll: true });
    }
  });
  useLayoutEffect(() => {
    const scrolled = scroller.current;
    if (!scrolled) return;
    arrive(scrolled);
    return () => noteScrolled(scrolled.scrollTop);
  }, [scroller]);

  const isSearching = loading === 'first';
  useEffect(() => {
    if (isSearching && scroller.current) scroller.current.scrollTop = 0;
  }, [isSearching, scroller]);
}
