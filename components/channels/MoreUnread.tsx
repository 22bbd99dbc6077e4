import { ArrowDown, ArrowUp } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { useChat } from '../state/useChat.ts';

/** Pixels by which a link may stick out of view and still be seen. */
const SEEN_WITHIN = 8;

/** Says that there is something unread further up or down the sidebar, and goes there. */
export function MoreUnread({ scroller }: { scroller: RefObject<HTMLElement | null> }) {
  const [{ above, below }, setBeyond] = useState({ above: false, below: false });
  // what is unread follows from these; where it stands is read from the page
  const channels = useChat((chat) => chat.channels);
  const timelines = useChat((chat) => chat.timelines);

  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again whenever something may have become unread
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      const { above, below } = beyond(element);
      setBeyond({ above: above !== undefined, below: below !== undefined });
    };
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    window.addEventListener('resize', measure);
    return () => {
      element.removeEventListener('scroll', measure);
      window.removeEventListener('resize', measure);
    };
  }, [scroller, channels, timelines]);

  function go(to: 'above' | 'below') {
    if (scroller.current) beyond(scroller.current)[to]?.scrollIntoView({ block: 'center' });
  }

  return (
    <>
      {above && (
        <Pill place="top-2" onClick={() => go('above')}>
          <ArrowUp aria-hidden="true" className="size-3.5" /> More unread above
        </Pill>
      )}
      {below && (
        <Pill place="bottom-2" onClick={() => go('below')}>
          <ArrowDown aria-hidden="true" className="size-3.5" /> More unread below
        </Pill>
      )}
    </>
  );
}

/** The nearest unread conversation out of view, in each direction. */
function beyond(scroller: HTMLElement): { above: Element | undefined; below: Element | undefined } {
  const view = scroller.getBoundingClientRect();
  const unread = [...scroller.querySelectorAll('[data-unread]')];
  return {
    above: unread.findLast((link) => link.getBoundingClientRect().bottom < view.top + SEEN_WITHIN),
    below: unread.find((link) => link.getBoundingClientRect().top > view.bottom - SEEN_WITHIN),
  };
}

function Pill({
  place,
  onClick,
  children,
}: {
  place: string;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      onClick={onClick}
      className={`-translate-x-1/2 absolute left-1/2 inline-flex items-center gap-1.5 whitespace-nowrap rounded-full border border-line bg-accent px-3 py-1 font-medium text-on-accent text-xs shadow-float pointer-coarse:py-2.5 ${place}`}
    >
      {children}
    </button>
  );
}
