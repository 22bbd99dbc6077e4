import { UnfoldVertical } from 'lucide-react';
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';

/** A hole is loaded from where its reader comes from. */
export type HoleSide = 'start' | 'end';

/** Pixels from the view at which a hole is filled. */
const LOAD_WITHIN = 600;

interface HoleRowProps {
  /** Messages that were never fetched. */
  count: number;
  /** Loads a page of them. */
  onLoad: (side: HoleSide) => Promise<void> | undefined;
}

/**
 * Stands where messages are missing between those that are here: so many came that they were not all fetched. They are when
 * somebody comes near; after a failure only when they are asked for.
 */
export function HoleRow({ count, onLoad }: HoleRowProps) {
  const [state, setState] = useState<'resting' | 'loading' | 'failed'>('resting');

  const row = useRef<HTMLDivElement>(null);
  const nearSide = useNearSide(row);

  async function load(side: HoleSide) {
    setState('loading');
    try {
      await onLoad(side);
      setState('resting');
    } catch {
      setState('failed');
    }
  }

  const loadNear = useEffectEvent((side: HoleSide) => {
    if (state === 'resting') void load(side);
  });
  useEffect(() => {
    if (nearSide && state === 'resting') loadNear(nearSide);
  }, [nearSide, state]);

  return (
    <div ref={row} className="flex items-center gap-3 px-4 py-3 sm:px-5">
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
      <button
        type="button"
        aria-disabled={state === 'loading'}
        onClick={() => state !== 'loading' && void load(nearSide ?? 'end')}
        className="inline-flex min-h-9 items-center gap-2 rounded-full border border-edge bg-raised px-4 font-medium text-sm transition-colors hover:bg-hover aria-disabled:text-muted pointer-coarse:min-h-11"
      >
        <UnfoldVertical aria-hidden="true" className="size-4" />
        {state === 'loading'
          ? `Loading ${count.toLocaleString('en')} more`
          : `Load ${count.toLocaleString('en')} more`}
      </button>
      {state === 'failed' && (
        <span role="alert" className="text-muted text-sm">
          They could not be loaded.
        </span>
      )}
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
    </div>
  );
}

/** From which side the hole is near the view; null while it is not. */
function useNearSide(row: RefObject<HTMLElement | null>): HoleSide | null {
  const [side, setSide] = useState<HoleSide | null>(null);
  useEffect(() => {
    if (!row.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting || !entry.rootBounds) return setSide(null);
        const { top, bottom } = entry.rootBounds;
        setSide(entry.boundingClientRect.top > (top + bottom) / 2 ? 'start' : 'end');
      },
      { root: row.current.closest('[role=log]'), rootMargin: `${LOAD_WITHIN}px 0px` },
    );
    observer.observe(row.current);
    return () => observer.disconnect();
  }, [row]);
  return side;
}
