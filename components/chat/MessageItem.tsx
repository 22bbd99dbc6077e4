import { type FocusEvent, lazy, memo, Suspense, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Avatar } from '#components/ui/Avatar';
import { summaryOf } from '#lib/attachments/summary';
import { trimContent } from '#lib/content';
import type { Message } from '#lib/contracts/messages';
import type { User } from '#lib/contracts/sync';
import type { DeliveryState } from '#lib/receipts';
import type { PendingMessage } from '#lib/timeline/pending';
import { deletionStore } from '#services/deletions';
import { editStore } from '#services/edits';
import { quoteStore } from '#services/quotes';
import { useLine } from '../state/useLine.ts';
import { Attachments } from './Attachments.tsx';
import { type Bubble, bubbleOf, DELETED, readoutOf } from './bubble.ts';
import { DeletedHere } from './DeletedHere.tsx';
import { exactTimeOf, timeOf } from './dates.ts';
import { EditedMark } from './EditedMark.tsx';
import { FailedMessage } from './FailedMessage.tsx';
import { LinkPreview } from './LinkPreview.tsx';
import { MessageStatus } from './MessageStatus.tsx';
import { MessageText } from './MessageText.tsx';
import { MessageTools } from './MessageTools.tsx';
import type { MessageActions } from './message-actions.ts';
import { QuotedParent } from './QuotedParent.tsx';
import { ReactionPicker } from './ReactionPicker.tsx';
import { Reactions } from './Reactions.tsx';
import { ReplyCount } from './ReplyCount.tsx';

const MessageEdit = lazy(() => import('./MessageEdit.tsx'));

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
  replyCount?: number;
  /** Nothing changes in a channel that is archived. */
  isArchived?: boolean;
  /** The reader owns the team. */
  isOwner?: boolean;
  actions: MessageActions;
}

export const MessageItem = memo(function MessageItem(props: MessageItemProps) {
  const { entry, me, delivery, startsGroup, isLastOwn, isMarked, isTabStop, parent, actions } = props;
  const { replyCount = 0, isArchived = false, isOwner = false } = props;
  const article = useRef<HTMLElement>(null);
  const [isPicking, setPicking] = useState(false);
  const { bubble, edit, deletion } = useChanges(bubbleOf(entry, me, delivery));
  const { id, preview, status, isDeleted } = bubble;
  const lookedUp = useStore(quoteStore, (quotes) => bubble.replyTo && quotes[bubble.replyTo.id]);
  const replyTo = lookedUp ?? bubble.replyTo;
  const { isActive, ...activity } = useActivity();
  const said = useLine(summaryOf(bubble.content, bubble.attachments));
  const stored = 'state' in entry ? null : entry;
  return (
    <article
      ref={article}
      id={`message-${id}`}
      data-message={id}
      data-seq={stored?.seq}
      tabIndex={isTabStop ? 0 : -1}
      {...activity}
      aria-label={readoutOf(bubble, said)}
      className={`group relative grid grid-cols-[2.25rem_minmax(0,46rem)_1rem] gap-x-3 px-4 py-0.5 -outline-offset-2 hover:bg-hover focus-within:bg-hover sm:px-5 ${startsGroup ? 'mt-3' : ''} ${bubble.callsMe ? 'calls-me' : ''} ${isMarked ? 'bg-mark!' : ''}`}
    >
      {startsGroup ? <Avatar id={bubble.authorId} name={bubble.authorName} /> : <GutterTime at={bubble.at} />}
      <div className="min-w-0">
        {startsGroup && <Byline bubble={bubble} />}
        {replyTo && (
          <QuotedParent replyTo={replyTo} parent={parent} onJump={(to) => actions.jumpTo(to, id)} />
        )}
        {deletion ? (
          <DeletedHere messageId={id} isSent={deletion.isSent} />
        ) : (
          <Body
            bubble={bubble}
            isPending={stored === null}
            onOpenPicture={actions.openPicture}
            onShowVersions={() => stored && actions.showVersions(stored)}
            isHidden={edit?.state === 'writing' && stored?.content === edit.base}
          />
        )}
        {stored && edit && !deletion && (
          <Suspense>
            <MessageEdit
              edit={edit}
              message={stored}
              onClose={() => actions.editClosed(id)}
              onResume={() => actions.edit(stored)}
              onRescue={actions.rescue}
            />
          </Suspense>
        )}
        {preview && stored && !isDeleted && (
          <LinkPreview
            messageId={id}
            writtenAt={stored.editedAt ?? stored.createdAt}
            preview={preview}
            onRemove={entry.senderId === me.id ? actions.removePreview : null}
          />
        )}
        {stored && !isDeleted && (
          <Reactions message={stored} myId={me.id} isArchived={isArchived} onAdd={() => setPicking(true)} />
        )}
        {stored && <ReplyCount count={replyCount} onShow={() => actions.showReplies(stored)} />}
        {status === 'Failed' && (
          <FailedMessage
            reason={bubble.reason}
            onRetry={() => actions.retry(id)}
            onDiscard={() => actions.discard(id)}
          />
        )}
      </div>
      {status && <MessageStatus status={status} isLastOwn={isLastOwn} stored={stored} />}
      {isActive && stored && !isDeleted && edit?.state !== 'writing' && (
        <MessageTools
          message={stored}
          isOwn={delivery !== null}
          isOwner={isOwner}
          isArchived={isArchived}
          actions={actions}
          onReact={() => setPicking(true)}
        />
      )}
      {isPicking && !isDeleted && (
        <ReactionPicker messageId={id} myId={me.id} article={article} onClose={() => setPicking(false)} />
      )}
    </article>
  );
});

/** What was done with a message here, and is not done yet, as if it were. */
function useChanges(bubble: Bubble) {
  const edit = useStore(editStore, (edits) => edits[bubble.id]);
  const deletion = useStore(deletionStore, (deletions) => deletions[bubble.id]);
  if (deletion && !bubble.isDeleted) {
    return { bubble: { ...bubble, content: '', isDeleted: true }, edit, deletion };
  }
  if (edit?.state === 'saving' && !bubble.isDeleted) {
    const content = trimContent(edit.content);
    return {
      bubble: { ...bubble, content, isSaving: content !== bubble.content },
      edit,
      deletion: undefined,
    };
  }
  return { bubble, edit, deletion: undefined };
}

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

interface BodyProps {
  bubble: Bubble;
  /** Its text is in the field below. */
  isHidden: boolean;
  onShowVersions: () => void;
  /** Not stored yet. */
  isPending: boolean;
  onOpenPicture: MessageActions['openPicture'];
}

function Body({ bubble, isHidden, isPending, onShowVersions, onOpenPicture }: BodyProps) {
  const { id, content, attachments, isDeleted, isEdited, isSaving, status } = bubble;
  if (isDeleted) return <p className="text-muted italic">{DELETED}</p>;
  return (
    <div className={status === 'Sending' || isSaving ? 'dim-late' : ''}>
      {(content !== '' || attachments.length === 0) && !isHidden && (
        <MessageText
          messageId={id}
          content={content}
          mark={(isEdited || isSaving) && <EditedMark isSaving={isSaving} onShow={onShowVersions} />}
        />
      )}
      {attachments.length > 0 && (
        <Attachments
          files={attachments}
          isPending={isPending}
          onOpen={(picture) => onOpenPicture(id, picture.id)}
        />
      )}
    </div>
  );
}
