import { lazy, type RefObject, Suspense, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { noteUsed } from '#services/emojiList';
import { setReaction } from '#services/reactions';
import { usePressOutside } from '../ui/usePressOutside.ts';
import { usePlaceBeside } from './usePlaceBeside.ts';

const EmojiPicker = lazy(() => import('./EmojiPicker.tsx'));

interface ReactionPickerProps {
  messageId: string;
  myId: string;
  /** The message, which has the focus again afterwards. */
  article: RefObject<HTMLElement | null>;
  onClose: () => void;
}

/** All emoji, beside a message; on a small screen at its foot. Outside the list, which would cut it off. */
export function ReactionPicker({ messageId, myId, article, onClose }: ReactionPickerProps) {
  const panel = useRef<HTMLDivElement>(null);
  const place = usePlaceBeside(article);
  usePressOutside(true, [panel], onClose);

  // the field of the picker takes it from here, once it is loaded
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);

  function close() {
    onClose();
    article.current?.focus({ preventScroll: true });
  }

  function choose(emoji: string) {
    noteUsed(myId, emoji);
    setReaction(messageId, emoji, true);
    close();
  }

  return createPortal(
    <div
      ref={panel}
      role="dialog"
      aria-label="Choose an emoji"
      tabIndex={-1}
      onKeyDown={({ key }) => key === 'Escape' && close()}
      style={place}
      className="fixed z-10 grid h-[min(24rem,60dvh)] w-[min(21rem,calc(100vw-1rem))] overflow-hidden rounded-xl border border-line bg-raised shadow-float outline-hidden max-sm:inset-x-2! max-sm:top-auto! max-sm:bottom-2! max-sm:w-auto"
    >
      <Suspense fallback={<p className="appear-late p-4 text-muted text-sm">Loading…</p>}>
        <EmojiPicker myId={myId} onChoose={choose} />
      </Suspense>
    </div>,
    document.body,
  );
}
