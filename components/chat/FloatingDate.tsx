import { type RefObject, useEffect, useState } from 'react';
import { dayLabelOf } from './dates.ts';

/** Milliseconds after scrolling that the date still stands there. */
const SHOWN_FOR = 1_200;

interface FloatingDateProps {
  /** The day at the top of the view, in epoch milliseconds. */
  day: number;
  today: Date;
  scroller: RefObject<HTMLElement | null>;
}

/** Says where one is while one scrolls. The lines between the days say it to assistive technology. */
export function FloatingDate({ day, today, scroller }: FloatingDateProps) {
  const isScrolling = useIsScrolling(scroller);
  return (
    <div
      aria-hidden="true"
      className={`pointer-events-none absolute inset-x-0 top-2 z-1 flex justify-center transition-opacity duration-200 ${isScrolling ? '' : 'opacity-0'}`}
    >
      <span className="rounded-full border border-line bg-raised px-3 py-1 font-semibold text-muted text-xs shadow-float">
        {dayLabelOf(new Date(day).toISOString(), today)}
      </span>
    </div>
  );
}

function useIsScrolling(scroller: RefObject<HTMLElement | null>): boolean {
  const [isScrolling, setScrolling] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    let timer: ReturnType<typeof setTimeout>;
    const handleScroll = () => {
      setScrolling(true);
      clearTimeout(timer);
      timer = setTimeout(() => setScrolling(false), SHOWN_FOR);
    };
    // what the list scrolls by itself is nobody's scrolling
    const gestures = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;
    for (const gesture of gestures) element?.addEventListener(gesture, handleScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const gesture of gestures) element?.removeEventListener(gesture, handleScroll);
    };
  }, [scroller]);
  return isScrolling;
}
