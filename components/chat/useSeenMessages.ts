import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import type { Range } from '#lib/timeline/ranges';
import type { SeenMessages } from '#lib/timeline/reading';
import { isVisible, messagesInView } from './reading-place.ts';

interface SeenOptions {
  scroller: RefObject<HTMLElement | null>;
  /** What is in view is what somebody wants to see, not only on the way there. */
  isLookedAt: boolean;
  /** What is missing: when that changes, the same view may say more. */
  holes: readonly Range[];
  onSeen: ((seen: SeenMessages) => void) | undefined;
}

/** Tells which stored messages are before somebody's eyes, once for each view; the returned function looks again. */
export function useSeenMessages({ scroller, isLookedAt, holes, onSeen }: SeenOptions): () => void {
  const told = useRef<(SeenMessages & Pick<SeenOptions, 'holes'>) | null>(null);

  function look() {
    if (!onSeen || !isLookedAt || !scroller.current || !isVisible()) return;
    const seen = seenIn(scroller.current);
    if (!seen || isTold({ ...seen, holes })) return;
    told.current = { ...seen, holes };
    onSeen(seen);
  }

  function isTold(seen: SeenMessages & Pick<SeenOptions, 'holes'>): boolean {
    const { first, last, holes: missing } = told.current ?? {};
    return seen.first === first && seen.last === last && seen.holes === missing;
  }

  const lookAgain = useEffectEvent(look);
  useEffect(() => {
    document.addEventListener('visibilitychange', lookAgain);
    return () => document.removeEventListener('visibilitychange', lookAgain);
  }, []);

  return look;
}

function seenIn(scroller: HTMLElement): SeenMessages | null {
  const view = scroller.getBoundingClientRect();
  const stored = messagesInView(scroller).filter(({ element }) => element.dataset.seq !== undefined);
  const first = stored[0];
  const last = stored.findLast(({ element }) => isSeen(element.getBoundingClientRect(), view));
  return first && last ? { first: seqOf(first.element), last: seqOf(last.element) } : null;
}

function seqOf(element: HTMLElement): number {
  return Number(element.dataset.seq);
}

/** To its end; of one taller than the view, its upper half. Half a pixel is left to rounding. */
function isSeen(message: DOMRect, view: DOMRect): boolean {
  const upTo = message.height > view.height ? message.top + message.height / 2 : message.bottom;
  return upTo <= view.bottom + 0.5;
}
