import { type CSSProperties, useLayoutEffect, useState } from 'react';

/** CSS pixels between the two. */
const GAP = 8;
/** CSS pixels above which something small has room. */
const ROOM_ABOVE = 200;

/** Where something that floats stands: over an element, at its end, and below it where there is no room above. */
export function usePlaceBeside(anchor: { readonly current: HTMLElement | null }): CSSProperties {
  const [place, setPlace] = useState<CSSProperties>({});

  useLayoutEffect(() => {
    const follow = () => anchor.current && setPlace(placeBeside(anchor.current));
    follow();
    // the list moves under it when messages come
    window.addEventListener('scroll', follow, { capture: true, passive: true });
    window.addEventListener('resize', follow);
    return () => {
      window.removeEventListener('scroll', follow, { capture: true });
      window.removeEventListener('resize', follow);
    };
  }, [anchor]);

  return place;
}

function placeBeside(anchor: HTMLElement): CSSProperties {
  const { top, bottom, right } = anchor.getBoundingClientRect();
  const across = { right: Math.max(GAP, window.innerWidth - right) };
  return top > ROOM_ABOVE
    ? { ...across, bottom: window.innerHeight - top + GAP }
    : { ...across, top: bottom + GAP };
}
