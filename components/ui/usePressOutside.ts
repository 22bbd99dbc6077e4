import { type RefObject, useEffect, useRef } from 'react';

type Inside = RefObject<Element | null>;

/** Tells of a press on anything but these elements. Without effect while `isActive` is false. */
export function usePressOutside(isActive: boolean, inside: readonly Inside[], onPress: () => void): void {
  const latest = useRef({ inside, onPress });
  useEffect(() => {
    latest.current = { inside, onPress };
  });
  useEffect(() => {
    if (!isActive) return;
    function handlePress(event: PointerEvent) {
      const path = event.composedPath();
      // what was pressed may be gone from the page by now: the path still has it
      if (!latest.current.inside.some(({ current }) => current && path.includes(current)))
        latest.current.onPress();
    }
    document.addEventListener('pointerdown', handlePress);
    return () => document.removeEventListener('pointerdown', handlePress);
  }, [isActive]);
}
