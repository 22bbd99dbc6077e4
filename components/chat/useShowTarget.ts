import { useLayoutEffect, useRef } from 'react';

/**
 * Brings a message into view and gives it the focus, as soon as it is in the list; once for each wish.
 * @param target a new object for every wish
 * @param rows a new value says that what is listed has changed
 */
export function useShowTarget(target: { readonly id: string } | null, rows: unknown, onShown: () => void) {
  const shown = useRef<typeof target>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the target may be in the rows that come next
  useLayoutEffect(() => {
    if (!target || shown.current === target) return;
    const element = document.getElementById(`message-${target.id}`);
    if (!element) return;
    shown.current = target;
    element.scrollIntoView({ block: 'center' });
    element.focus({ preventScroll: true });
    onShown();
  }, [target, rows, onShown]);
}
