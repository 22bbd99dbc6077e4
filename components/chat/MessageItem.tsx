import { Link, MailMinus, Reply } from 'lucide-react';
import { type FocusEvent, memo, useState } from 'react';
import { Avatar } from '#components/ui/Avatar';
import { IconButton } from '#components/ui/IconButton';
import { excerptOf } from '#lib/content';
import type { Message } from '#lib/contracts/messages';
import type { User } from '#lib/contracts/sync';
import type { DeliveryState } from '#lib/receipts';
import type { PendingMessage } from '#lib/timeline/pending';
import { useNames } from '../state/useNames.ts';
import { type Bubble, bubbleOf, DELETED, readoutOf } from './bubble.ts';
import { exactTimeOf, timeOf } from './dates.ts';
import { FailedMessage } from './FailedMessage.tsx';
import { LinkPreview } from './LinkPreview.tsx';
import { MessageStatus } from './MessageStatus.tsx';
import { MessageText } from './MessageText.tsx';
import { QuotedParent } from './QuotedParent.tsx';

/** What can be done with a message. One object for the whole list, so that no row is drawn again for it. */
export interface MessageActions {
  reply: (message: Message) => void;
  markUnread: (message: Message) => void;
  copyLink: (message: Message) => void;
  jumpTo: (messageId: string) => void;
  /** Rejects with a sentence for the person. */
  removePreview: (messageId: string) => Promise<void>;
  retry: (messageId: string) => void;
  discard: (messageId: string) => void;
}

export interface MessageItemProps {
  /** A message keeps its element when it is stored: the same component draws it before and after. */
  entry: Message | PendingMessage;
  me: User;
  /** How far an own message has come: its word, not the watermarks, so that only what changes is drawn again. */
  delivery: DeliveryState | null;
  startsGroup: boolean;
  isLastOwn: boolean;
  isMarked: boolean;
  /** The one message of the list that the Tab key stops at. */
  isTabStop: boolean;
  /** What it answers, when that is loaded. */
  parent: Message | undefined;
  actions: MessageActions;
}

export const MessageItem = memo(function MessageItem(props: MessageItemProps) {
  const { entry, me, delivery, startsGroup, isLastOwn, isMarked, isTabStop, parent, actions } = props;
  const bubble = bubbleOf(entry, me, delivery);
  const { id, replyTo, preview, status } = bubble;
  const { isActive, ...activity } = useActivity();
  const said = useNames(excerptOf(bubble.content));
  return (
    <article
      id={`message-${id}`}
      data-message={id}
      data-seq={'state' in entry ? undefined : entry.seq}
      tabIndex={isTabStop ? 0 : -1}
      {...activity}
      aria-label={readoutOf(bubble, said)}
      className={`group relative grid grid-cols-[2.25rem_minmax(0,46rem)_1rem] gap-x-3 px-4 py-0.5 -outline-offset-2 hover:bg-hover focus-within:bg-hover sm:px-5 ${startsGroup ? 'mt-3' : ''} ${bubble.callsMe ? 'calls-me' : ''} ${isMarked ? 'bg-mark!' : ''}`}
    >
      {startsGroup ? <Avatar id={bubble.authorId} name={bubble.authorName} /> : <GutterTime at={bubble.at} />}
      <div className="min-w-0">
        {startsGroup && <Byline bubble={bubble} />}
        {replyTo && <QuotedParent replyTo={replyTo} parent={parent} onJump={actions.jumpTo} />}
        <Body bubble={bubble} />
        {preview && (
          <LinkPreview
            messageId={id}
            preview={preview}
            onRemove={entry.senderId === me.id ? actions.removePreview : null}
          />
        )}
        {status === 'Failed' && (
          <FailedMessage
            reason={bubble.reason}
            onRetry={() => actions.retry(id)}
            onDiscard={() => actions.discard(id)}
          />
        )}
      </div>
      {status && (
        <MessageStatus status={status} isLastOwn={isLastOwn} stored={'state' in entry ? null : entry} />
      )}
      {isActive && !('state' in entry) && !bubble.isDeleted && (
        <Tools message={entry} isOwn={delivery !== null} actions={actions} />
      )}
    </article>
  );
});

/** Whether somebody points at a message or has the focus in it: only then its buttons are there. */
function useActivity() {
  const [isPointedAt, setPointedAt] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  return {
    isActive: isPointedAt || hasFocus,
    onPointerEnter: () => setPointedAt(true),
    onPointerLeave: () => setPointedAt(false),
    onFocus: () => setFocus(true),
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => setFocus(currentTarget.contains(relatedTarget)),
  };
}

function Tools({ message, isOwn, actions }: { message: Message; isOwn: boolean; actions: MessageActions }) {
  return (
    <div className="absolute end-4 -top-3.5 z-2 flex rounded-lg border border-line bg-raised shadow-float">
      <IconButton
        icon={Reply}
        label={`Reply to ${message.senderName}`}
        onClick={() => actions.reply(message)}
      />
      <IconButton icon={Link} label="Copy link" onClick={() => actions.copyLink(message)} />
      {!isOwn && (
        <IconButton
          icon={MailMinus}
          label="Mark unread from here"
          onClick={() => actions.markUnread(message)}
        />
      )}
    </div>
  );
}

function Byline({ bubble }: { bubble: Bubble }) {
  return (
    <div className="flex items-baseline gap-2">
      <bdi className="truncate font-semibold">{bubble.authorName}</bdi>
      <Time at={bubble.at} className="text-muted text-xs" />
    </div>
  );
}

/** The time of a message within a group: in the margin, when it is pointed at. */
function GutterTime({ at }: { at: string }) {
  return (
    <Time
      at={at}
      className="-ms-1 pt-0.5 text-end text-transparent text-xs group-focus-within:text-muted group-hover:text-muted"
    />
  );
}

function Time({ at, className }: { at: string; className: string }) {
  return (
    <time dateTime={at} title={exactTimeOf(at)} className={`shrink-0 tabular-nums ${className}`}>
      {timeOf(at)}
    </time>
  );
}

function Body({ bubble: { id, content, isDeleted, isEdited, status } }: { bubble: Bubble }) {
  if (isDeleted) return <p className="text-muted italic">{DELETED}</p>;
  return (
    <div className={status === 'Sending' ? 'dim-late' : ''}>
      <MessageText messageId={id} content={content} isEdited={isEdited} />
    </div>
  );
}
