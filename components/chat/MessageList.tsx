import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { MessageSkeleton } from '#components/ui/Skeleton';
import type { Message } from '#lib/contracts/messages';
import type { User } from '#lib/contracts/sync';
import { deliveryOf } from '#lib/receipts';
import type { PendingMessage } from '#lib/timeline/pending';
import type { Range } from '#lib/timeline/ranges';
import type { SeenMessages } from '#lib/timeline/reading';
import { NEW_ROW } from '#lib/timeline/rows';
import { UNREAD_MAX } from '#lib/timeline/unread';
import type { Channel } from '#services/chatStore';
import { DaySeparator } from './DaySeparator.tsx';
import { FloatingDate } from './FloatingDate.tsx';
import { guessHeight } from './guess-height.ts';
import { HoleRow, type HoleSide } from './HoleRow.tsx';
import { ListStart } from './ListStart.tsx';
import { focusTapped, isTyping } from './list-focus.ts';
import { THE_END, type Wish } from './list-place.ts';
import { isSame, type View, viewOf } from './list-view.ts';
import { MessageItem } from './MessageItem.tsx';
import type { MessageActions } from './message-actions.ts';
import { NewLine } from './NewLine.tsx';
import { NewMessagesButton } from './NewMessagesButton.tsx';
import { countNew } from './new-count.ts';
import { isVisible } from './reading-place.ts';
import { UnreadButton } from './UnreadButton.tsx';
import { useListPlace } from './useListPlace.ts';
import type { NewsLine } from './useNews.ts';
import { useOlderMessages } from './useOlderMessages.ts';
import { useParentOf } from './useParentOf.ts';
import { useRows } from './useRows.ts';
import { useSeenMessages } from './useSeenMessages.ts';
import { useTabStop } from './useTabStop.ts';
import { useToday } from './useToday.ts';

/** CSS pixels from the start of what is loaded at which more is fetched. */
const LOAD_OLDER_WITHIN = 600;
/** CSS pixels of what was read before that stay in view above the line of what was not. */
const ABOVE_NEW = 80;
/** CSS pixels above the first row, of which as many are shown as there are. */
const FAR_DOWN = 10_000;

interface MessageListProps {
  channel: Channel;
  me: User;
  messages: readonly Message[];
  pending: readonly PendingMessage[];
  /** Also messages that are not shown, because nobody has gone back to them. */
  known?: readonly Message[];
  /** Answers to a message. */
  replyCountOf?: (message: Message) => number;
  /** The reader owns the team. */
  isOwner?: boolean;
  hasOlder: boolean;
  /** Seqs that were never fetched, between those that were. */
  holes?: readonly Range[];
  /** Messages of the channel that were not read, by the server's count; it counts up to `UNREAD_MAX`. */
  unread?: number;
  /** The line above what was not read. */
  news?: NewsLine | null;
  /** What was not read is being loaded: the list would open elsewhere. */
  isWaiting?: boolean;
  /** Where the list was when this channel was last left. */
  lastPlace?: Wish;
  /** A message is being loaded that somebody wants to see: what is in view until then is not what they look at. */
  isPassing?: boolean;
  /** The message somebody wants to see; a new object for every wish. */
  target: { readonly id: string } | null;
  actions: MessageActions;
  onLoadOlder: () => Promise<void>;
  /** Loads a page of the hole that begins at this seq: its first or its last messages. */
  onLoadHole?: (from: number, side: HoleSide) => Promise<void>;
  /** Called with what somebody has before their eyes; once for each view. */
  onSeen?: (seen: SeenMessages) => void;
  /** Called with where the list was, when it goes. */
  onLeave?: (place: Wish) => void;
  onMarkRead?: () => void;
  /** Called when somebody goes to the end past what lies between. */
  onSkip?: () => void;
  /** Called when the end comes into view, or goes out of it. */
  onEnd?: (isAtEnd: boolean) => void;
  /** The way back to where somebody jumped from; null when they did not. */
  back?: ReactNode;
  /** Called when somebody moves by themselves: whatever the list was to show next, it is not waited for any more. */
  onMove?: () => void;
}

const NO_HOLES: readonly Range[] = [];
/** Keys that scroll a list or go from message to message. */
const MOVING_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' ']);
const TO_NEW: Wish = { type: 'row', key: NEW_ROW, at: ABOVE_NEW };

export function MessageList(props: MessageListProps) {
  const { channel, me, messages, pending, hasOlder, holes = NO_HOLES, news = null, target, actions } = props;
  const {
    lastPlace = THE_END,
    isWaiting = false,
    isPassing = false,
    unread = UNREAD_MAX,
    onLoadOlder,
    onLoadHole,
    onSeen,
    onLeave,
    onMarkRead,
    onSkip,
    onMove,
    onEnd,
    known = messages,
    replyCountOf,
    isOwner = false,
    back = null,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const today = useToday();
  const after = news?.after ?? null;
  const rows = useRows(messages, pending, holes, after, me.id);
  const parentOf = useParentOf(known);
  const lastOwnId = pending.at(-1)?.id ?? messages.findLast(({ senderId }) => senderId === me.id)?.id;
  const lastSeq = messages.at(-1)?.seq ?? 0;

  const [view, setView] = useState<View>({ isAtEnd: true, isNewAbove: false, day: null });
  // the newest that somebody has seen
  const [seenSeq, setSeenSeq] = useState(channel.lastReadSeq);
  const handleSeen = (seen: SeenMessages) => {
    setSeenSeq((before) => Math.max(before, seen.last));
    onSeen?.(seen);
  };
  const isLookedAt = !isWaiting && !isPassing;
  const look = useSeenMessages({ scroller, isLookedAt, holes, onSeen: handleSeen });
  const { hasFailed, loadOlder, retryOlder } = useOlderMessages(hasOlder, onLoadOlder);

  const { window, padding, goTo, handleScroll, stay, lookAgain } = useListPlace({
    scroller,
    box,
    rows,
    guess: guessHeight,
    sentId: pending.at(-1)?.id ?? null,
    start: news || isWaiting ? TO_NEW : lastPlace,
    onView(now) {
      const next = viewOf(rows, now);
      setView((before) => (isSame(before, next) ? before : next));
      if (isLookedAt && next.isAtEnd && isVisible()) setSeenSeq(lastSeq);
      if (scroller.current && scroller.current.scrollTop < LOAD_OLDER_WITHIN) loadOlder();
      look();
    },
    onLeave: (place) => onLeave?.(place),
  });

  const drawn = rows.slice(window.start, window.end);
  const { tabStop, handleFocus, stepToMessage } = useTabStop(drawn);

  /** Somebody moves by themselves: what they wanted to see before, they do not wait for. */
  function handleMove() {
    stay();
    onMove?.();
  }

  function handleKeyDown(event: KeyboardEvent) {
    if (MOVING_KEYS.has(event.key)) handleMove();
    if (isPlain(event) && isOfList(event) && !isTyping()) goToEdge(event);
    stepToMessage(event);
  }

  /** The browser's own way there is a glide, which ends where the rows drawn on the way take the place of guesses. */
  function goToEdge(event: KeyboardEvent) {
    const first = rows[0];
    if (event.key === 'End') goTo(THE_END);
    else if (event.key === 'Home' && first) goTo({ type: 'row', key: first.key, at: FAR_DOWN });
    else return;
    event.preventDefault();
  }

  /** The button that was pressed goes away: the list has the focus then. */
  function focusList() {
    scroller.current?.focus({ preventScroll: true });
  }

  function jump(wish: Wish) {
    onMove?.();
    goTo(wish);
    focusList();
  }

  function jumpToEnd() {
    jump(THE_END);
    onSkip?.();
  }

  function handleMarkRead() {
    onMarkRead?.();
    focusList();
  }

  useLayoutEffect(() => {
    if (target) goTo({ type: 'row', key: target.id, at: 'center', hasFocus: !isTyping() });
  }, [target, goTo]);

  useEffect(() => onEnd?.(view.isAtEnd), [onEnd, view.isAtEnd]);

  useEffect(() => {
    if (isLookedAt) lookAgain();
  }, [isLookedAt, lookAgain]);

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-label="Messages"
        // the announcer speaks for it, in sentences
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody scrolls with the keyboard
        tabIndex={0}
        onScroll={handleScroll}
        onWheel={handleMove}
        onPointerDown={handleMove}
        onKeyDown={handleKeyDown}
        onFocus={handleFocus}
        onClick={focusTapped}
        className={`h-full overflow-y-auto overscroll-contain -outline-offset-2 [overflow-anchor:none] ${isWaiting ? 'invisible' : ''}`}
      >
        <div className="flex min-h-full flex-col justify-end pb-4">
          <ListStart
            channel={channel}
            hasOlder={hasOlder}
            hasFailed={hasFailed}
            isEmpty={rows.length === 0}
            onRetry={retryOlder}
          />
          <div ref={box} className="flow-root" style={padding}>
            {drawn.map((row) => {
              if (row.type === 'day') return <DaySeparator key={row.key} at={row.at} today={today} />;
              if (row.type === 'new') return <NewLine key={row.key} />;
              if (row.type === 'hole') {
                return (
                  <HoleRow key={row.key} count={row.count} onLoad={(side) => onLoadHole?.(row.from, side)} />
                );
              }
              const entry = row.type === 'message' ? row.message : row.pending;
              return (
                <MessageItem
                  key={row.key}
                  entry={entry}
                  me={me}
                  delivery={isOwnStored(entry, me) ? deliveryOf(entry.seq, channel) : null}
                  startsGroup={row.startsGroup}
                  isLastOwn={row.key === lastOwnId}
                  isMarked={row.key === target?.id}
                  isTabStop={row.key === tabStop}
                  parent={entry.replyTo ? parentOf(entry.replyTo.id) : undefined}
                  replyCount={'state' in entry ? 0 : (replyCountOf?.(entry) ?? entry.replyCount)}
                  isArchived={channel.archivedAt !== null}
                  isOwner={isOwner}
                  actions={actions}
                />
              );
            })}
          </div>
        </div>
      </div>
      {isWaiting && (
        <div className="appear-late absolute inset-x-0 bottom-4">
          <MessageSkeleton />
        </div>
      )}
      {view.day !== null && <FloatingDate day={view.day} today={today} scroller={scroller} />}
      {news && view.isNewAbove && (
        <UnreadButton count={news.count} onJump={() => jump(TO_NEW)} onMarkRead={handleMarkRead} />
      )}
      {(back || !view.isAtEnd) && (
        <div className="pointer-events-none absolute inset-x-0 bottom-3 flex flex-wrap justify-center gap-2 *:pointer-events-auto">
          {back}
          {!view.isAtEnd && (
            <NewMessagesButton
              count={countNew(messages, holes, me.id, seenSeq, unread)}
              onClick={jumpToEnd}
            />
          )}
        </div>
      )}
    </div>
  );
}

const isPlain = ({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent) =>
  !(altKey || ctrlKey || metaKey || shiftKey);

/** A menu or a dialog that a message has opened stands elsewhere, and has ways of its own. */
const isOfList = ({ currentTarget, target }: KeyboardEvent) => currentTarget.contains(target as Node);

function isOwnStored(entry: Message | PendingMessage, me: User): entry is Message {
  return !('state' in entry) && entry.senderId === me.id;
}
