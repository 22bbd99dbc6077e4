import { type FocusEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { isLong, isOpened, isSurelyLong, mayBeLong, noteOpened, SHORT_HEIGHT } from './long-text.ts';

interface LongTextProps {
  messageId: string;
  content: string;
  className: string;
  /** Draws the text: all of it, or with what nobody sees yet out of the layout. */
  children: (isShort: boolean) => ReactNode;
}

/** A text of which only the beginning is shown when it is long, until somebody wants the rest. */
export function LongText({ messageId, content, className, children }: LongTextProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isTall, setTall] = useState(() => isSurelyLong(content));
  const [isOpen, setOpen] = useState(() => isOpened(messageId));
  const isShort = !isOpen && isTall;

  // before it is painted: with what it says, how wide it is decides
  useLayoutEffect(() => {
    const { current } = box;
    const isDecided = !mayBeLong(content) || isSurelyLong(content);
    setTall(isSurelyLong(content));
    if (!current || isDecided) return;
    const measure = () => setTall(isLong(current.scrollHeight));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [content]);

  function open(isOpening: boolean) {
    noteOpened(messageId, isOpening);
    setOpen(isOpening);
  }

  /** What the keyboard reaches is seen. */
  function handleFocus({ target, currentTarget }: FocusEvent) {
    if (!isShort) return;
    if (target.getBoundingClientRect().bottom > currentTarget.getBoundingClientRect().bottom) open(true);
  }

  function handleToggle() {
    open(!isOpen);
    // who has read to the end goes on from there, and not where the text was that has gone
    if (isOpen) requestAnimationFrame(() => button.current?.scrollIntoView({ block: 'nearest' }));
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only hears of the focus of what is in it */}
      <div
        ref={box}
        id={id}
        onFocus={handleFocus}
        className={`${className} ${isShort ? 'cut-short' : ''}`}
        style={isShort ? { maxHeight: SHORT_HEIGHT } : undefined}
      >
        {children(isShort)}
      </div>
      {isTall && (
        <button
          ref={button}
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={handleToggle}
          className="-mx-1 my-0.5 h-7 rounded-md px-1 font-medium text-accent text-sm underline-offset-2 hover:underline pointer-coarse:h-10"
        >
          {isOpen ? 'Show less' : 'Show more'}
        </button>
      )}
    </>
  );
}
