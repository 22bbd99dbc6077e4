import { type MouseEvent, useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import type { Message } from '#lib/contracts/messages';
import type { User } from '#lib/contracts/sync';
import type { PendingMessage } from '#lib/timeline/pending';
import { rowsOf } from '#lib/timeline/rows';
import type { Channel } from '#services/chatStore';
import { DaySeparator } from './DaySeparator.tsx';
import { ListStart } from './ListStart.tsx';
import { type MessageActions, MessageItem } from './MessageItem.tsx';
import { NewMessagesButton } from './NewMessagesButton.tsx';
import { useNewCount } from './useNewCount.ts';
import { useOlderMessages } from './useOlderMessages.ts';
import { useReadingPlace } from './useReadingPlace.ts';
import { useShowTarget } from './useShowTarget.ts';
import { useToday } from './useToday.ts';

/** CSS pixels from the start of what is loaded at which more is fetched. */
const LOAD_OLDER_WITHIN = 600;

interface MessageListProps {
  channel: Channel;
  me: User;
  messages: readonly Message[];
  pending: readonly PendingMessage[];
  hasOlder: boolean;
  /** The message somebody wants to see; a new object for every wish. */
  target: { readonly id: string } | null;
  actions: MessageActions;
  onLoadOlder: () => Promise<void>;
}

export function MessageList(props: MessageListProps) {
  const { channel, me, messages, pending, hasOlder, target, actions, onLoadOlder } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const today = useToday();
  const rows = useMemo(() => rowsOf(messages, pending), [messages, pending]);
  const byId = useMemo(() => new Map(messages.map((message) => [message.id, message])), [messages]);
  const lastOwnId = pending.at(-1)?.id ?? messages.findLast(({ senderId }) => senderId === me.id)?.id;

  const place = useReadingPlace({ scroller, content, rows, sentId: pending.at(-1)?.id ?? null });
  const { remember, follow, goToEnd, isAtEnd } = place;
  const newCount = useNewCount(messages, me.id, isAtEnd);
  const { hasFailed, loadOlder, retryOlder } = useOlderMessages(hasOlder, onLoadOlder);

  const loadOlderNearStart = useCallback(() => {
    if (scroller.current && scroller.current.scrollTop < LOAD_OLDER_WITHIN) loadOlder();
  }, [loadOlder]);

  // a page may be shorter than the window: then nobody can scroll to ask for the next
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new page is a reason to look
  useLayoutEffect(loadOlderNearStart, [rows, loadOlderNearStart]);

  useShowTarget(target, rows, remember);

  function handleScroll() {
    follow();
    loadOlderNearStart();
  }

  return (
    <div className="relative min-h-0 flex-1">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard reaches a message's buttons without it */}
      <div
        ref={scroller}
        role="log"
        aria-label="Messages"
        // the announcer speaks for it, in sentences
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody scrolls with the keyboard
        tabIndex={0}
        onScroll={handleScroll}
        onClick={focusTapped}
        className="h-full scroll-pt-12 overflow-y-auto overscroll-contain -outline-offset-2 [overflow-anchor:none]"
      >
        <div ref={content} className="flex min-h-full flex-col justify-end pb-4">
          <ListStart
            channel={channel}
            hasOlder={hasOlder}
            hasFailed={hasFailed}
            isEmpty={rows.length === 0}
            onRetry={retryOlder}
          />
          {rows.map((row) => {
            if (row.type === 'day') return <DaySeparator key={row.key} at={row.at} today={today} />;
            const entry = row.type === 'message' ? row.message : row.pending;
            return (
              <MessageItem
                key={row.key}
                entry={entry}
                me={me}
                startsGroup={row.startsGroup}
                isLastOwn={row.key === lastOwnId}
                isMarked={row.key === target?.id}
                parent={entry.replyTo ? byId.get(entry.replyTo.id) : undefined}
                actions={actions}
              />
            );
          })}
        </div>
      </div>
      {!isAtEnd && (
        <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center *:pointer-events-auto">
          <NewMessagesButton count={newCount} onClick={goToEnd} />
        </div>
      )}
    </div>
  );
}

/** A finger cannot hover: a tap gives the message the focus, and that shows what can be done with it. */
function focusTapped({ target }: MouseEvent) {
  if (!(target instanceof Element) || target.closest('a, button')) return;
  if (!window.matchMedia('(hover: none)').matches) return;
  target.closest<HTMLElement>('[data-message]')?.focus({ preventScroll: true });
}
