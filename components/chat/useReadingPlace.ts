import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { AT_END, isSized, type ReadingPlace, readPlace, restorePlace } from './reading-place.ts';

interface ReadingPlaceOptions {
  scroller: RefObject<HTMLElement | null>;
  content: RefObject<HTMLElement | null>;
  /** A new value says that what is listed has changed. */
  rows: unknown;
  /** The newest message written here. When it changes, the list goes to its end, wherever it was. */
  sentId: string | null;
}

/** Keeps the list at its end while somebody is there, and their reading place still when they are not. */
export function useReadingPlace({ scroller, content, rows, sentId }: ReadingPlaceOptions) {
  const [isAtEnd, setAtEnd] = useState(true);
  const place = useRef<ReadingPlace>(AT_END);
  const followed = useRef(new Set(sentId ? [sentId] : []));

  const remember = useCallback(() => {
    if (!scroller.current) return;
    place.current = readPlace(scroller.current);
    setAtEnd(place.current.isAtEnd);
  }, [scroller]);

  const restore = useCallback(() => {
    if (!scroller.current) return;
    restorePlace(scroller.current, place.current);
    remember();
  }, [scroller, remember]);

  // a change of size scrolls as well, and its scroll event comes before the one that tells of the size
  const follow = useCallback(() => {
    if (scroller.current && isSized(scroller.current, place.current)) remember();
    else restore();
  }, [scroller, remember, restore]);

  const goToEnd = useCallback(() => {
    place.current = AT_END;
    restore();
  }, [restore]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are what the place depends on
  useLayoutEffect(() => {
    const isNew = sentId !== null && !followed.current.has(sentId);
    if (isNew) followed.current.add(sentId);
    if (isNew) goToEnd();
    else restore();
  }, [rows, sentId, goToEnd, restore]);

  // the composer grows, the window turns, a font arrives: seen before it is painted
  useEffect(() => {
    const observer = new ResizeObserver(restore);
    for (const { current } of [scroller, content]) if (current) observer.observe(current);
    return () => observer.disconnect();
  }, [scroller, content, restore]);

  return { isAtEnd, goToEnd, remember, follow };
}
