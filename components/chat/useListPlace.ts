import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { ListPlace, type ListView, THE_END, type Wish } from './list-place.ts';
import { carryWindow, firstWindow, type RowWindow } from './row-window.ts';

interface ListPlaceOptions<R> {
  scroller: RefObject<HTMLElement | null>;
  /** Holds the drawn rows and nothing else, and has the padding that is returned. */
  box: RefObject<HTMLElement | null>;
  /** A new value says that what is listed has changed. */
  rows: readonly R[];
  /** The height of a row that was never drawn, in a list of this width; both in CSS pixels. */
  guess: (row: R, width: number) => number;
  /** The newest message written here. When it changes, the list goes to its end, wherever it was. */
  sentId: string | null;
  /** Where the list opens: it goes there as soon as the row is there. */
  start: Wish;
  /** Called before painting, whenever something else may be in view. */
  onView: (view: ListView) => void;
  /** Called with where the list was, when it goes. */
  onLeave: (place: Wish) => void;
}

/** Which rows of a list are drawn, and where it is scrolled to: `list-place.ts` in React. */
export function useListPlace<R extends { readonly key: string }>(options: ListPlaceOptions<R>) {
  const { scroller, box, rows, sentId, start } = options;
  const latest = useRef(options);
  const followed = useRef(new Set(sentId === null ? [] : [sentId]));
  const [drawn, setDrawn] = useState(() => ({ rows, window: firstWindow(rows, startKeyOf(start)) }));
  let { window } = drawn;
  if (drawn.rows !== rows) {
    window = carryWindow(drawn.window, drawn.rows, rows);
    setDrawn({ rows, window });
  }

  const [place] = useState(() => {
    const draw = (next: RowWindow) => setDrawn({ rows: latest.current.rows, window: next });
    return new ListPlace<R>({
      guess: options.guess,
      start,
      draw: (next, isNow) => (isNow ? flushSync(() => draw(next)) : draw(next)),
      onView: (view) => latest.current.onView(view),
    });
  });

  useLayoutEffect(() => {
    latest.current = options;
  });

  useLayoutEffect(() => {
    if (!scroller.current || !box.current) return;
    // an earlier one is the newest again when a later one is stored before it
    if (sentId !== null && !followed.current.has(sentId)) {
      followed.current.add(sentId);
      place.want(THE_END);
    }
    place.drawn({ scroller: scroller.current, box: box.current }, rows, window);
  }, [place, scroller, box, rows, window, sentId]);

  // the composer grows, the window turns, a picture or a font arrives: seen before it is painted
  useEffect(() => {
    const observer = new ResizeObserver(() => place.resized());
    for (const { current } of [scroller, box]) if (current) observer.observe(current);
    return () => observer.disconnect();
  }, [place, scroller, box]);

  const lookAgain = useCallback(() => place.seen(), [place]);
  useEffect(() => {
    document.addEventListener('visibilitychange', lookAgain);
    return () => document.removeEventListener('visibilitychange', lookAgain);
  }, [lookAgain]);

  useEffect(() => () => latest.current.onLeave(place.place), [place]);

  const offsets = place.heights.offsetsOf(rows);
  const above = offsets[window.start] ?? 0;
  const below = (offsets.at(-1) ?? 0) - (offsets[window.end] ?? 0);
  const goTo = useCallback((wish: Wish) => place.goTo(wish), [place]);
  const handleScroll = useCallback(() => place.scrolled(), [place]);
  const stay = useCallback(() => place.want(null), [place]);
  return {
    window,
    padding: { paddingTop: above, paddingBottom: below },
    goTo,
    handleScroll,
    stay,
    lookAgain,
  };
}

const startKeyOf = (start: Wish) => (start.type === 'row' ? start.key : null);
