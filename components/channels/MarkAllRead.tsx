import { CheckCheck } from 'lucide-react';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { IconButton } from '#components/ui/IconButton';
import { unreadOf } from '#lib/timeline/unread';
import { markAllRead } from '#services/chat';
import type { ChatState } from '#services/chatStore';
import { useChat } from '../state/useChat.ts';

/** Milliseconds for which it can be taken back. */
const UNDO_WITHIN = 10_000;

/** Reads everything at once, also by Shift-Escape, and takes that back. */
export function MarkAllRead() {
  const hasUnread = useChat(isAnythingUnread);
  const [done, setDone] = useState<{ undo: () => void } | null>(null);

  const markAll = useEffectEvent(() => {
    if (hasUnread) setDone({ undo: markAllRead() });
  });
  useEffect(() => {
    const handleKeyDown = ({ key, shiftKey }: KeyboardEvent) => key === 'Escape' && shiftKey && markAll();
    document.addEventListener('keydown', handleKeyDown);
    return () => document.removeEventListener('keydown', handleKeyDown);
  }, []);

  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(null), UNDO_WITHIN);
    return () => clearTimeout(timer);
  }, [done]);

  function undo() {
    done?.undo();
    setDone(null);
  }

  // each of the two buttons takes the place of the other, with its focus
  const box = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: that is when one goes
  useLayoutEffect(() => {
    const isLost = document.activeElement === document.body || document.activeElement === box.current;
    if (hadFocus.current && isLost) {
      (box.current?.querySelector('button') ?? box.current)?.focus();
    }
  }, [done, hasUnread]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div
      ref={box}
      role="group"
      aria-label="What is unread"
      tabIndex={-1}
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={({ target }) => {
        // a window that is left keeps its focus
        if (document.activeElement !== target) hadFocus.current = false;
      }}
      className="ms-auto flex items-center outline-hidden"
    >
      <p role="status" className="text-muted text-sm">
        {done && 'All read'}
      </p>
      {done ? (
        <button
          type="button"
          onClick={undo}
          className="ms-1 min-h-9 rounded-lg px-2 font-medium text-accent text-sm hover:bg-hover pointer-coarse:min-h-11"
        >
          Undo
        </button>
      ) : (
        hasUnread && (
          <IconButton
            icon={CheckCheck}
            label="Mark all as read"
            onClick={() => setDone({ undo: markAllRead() })}
          />
        )
      )}
    </div>
  );
}

function isAnythingUnread({ channels, timelines, me }: ChatState): boolean {
  return channels.some((channel) => unreadOf(channel, timelines[channel.id], me?.id ?? '').unread > 0);
}
