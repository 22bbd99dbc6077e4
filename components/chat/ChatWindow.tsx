import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Attachment, Message } from '#lib/contracts/messages';
import type { Me } from '#lib/contracts/sync';
import { quoteOf } from '#lib/quote';
import { hasOlder } from '#lib/timeline/channel-timeline';
import type { SeenMessages } from '#lib/timeline/reading';
import { replyCountOf } from '#lib/timeline/replies';
import { unreadOf } from '#lib/timeline/unread';
import { addFiles } from '#services/attaching';
import {
  loadHole,
  loadOlder,
  markRead,
  markUnread,
  noteSeen,
  noteSkipped,
  noteWriting,
  openChannel,
  retryConnection,
  retryMessage,
  sendMessage,
} from '#services/chat';
import type { Channel } from '#services/chatStore';
import { beginDeletion, deletionStore } from '#services/deletions';
import { changeDescription } from '#services/descriptions';
import { changeDraft, contentOf, type Draft, draftKeyOf, returnToDraft } from '#services/drafts';
import { beginEdit } from '#services/edits';
import { noticeStore } from '#services/notices';
import { removePreview } from '#services/previews';
import { sayProblems, type Upload } from '#services/uploadStore';
import { lazyLater } from '../state/lazyLater.ts';
import { useChat } from '../state/useChat.ts';
import { Announcer } from './Announcer.tsx';
import { ArchivedNotice } from './ArchivedNotice.tsx';
import { isPicture } from './attachment-sizes.ts';
import { BackButton } from './BackButton.tsx';
import { ChannelHeader } from './ChannelHeader.tsx';
import { CompleteTo } from './CompleteTo.tsx';
import { Composer } from './Composer.tsx';
import { ConnectionStatus } from './ConnectionStatus.tsx';
import { DropZone } from './DropZone.tsx';
import type { HoleSide } from './HoleRow.tsx';
import { titleOf } from './ListStart.tsx';
import { type MessageDialog, MessageDialogs } from './MessageDialogs.tsx';
import { MessageList } from './MessageList.tsx';
import { copyLink, type MessageActions } from './message-actions.ts';
import { OutboxNotice } from './OutboxNotice.tsx';
import { OutboxTray } from './OutboxTray.tsx';
import { outboxActions, takeToComposer } from './outbox-actions.ts';
import { placeOf, rememberPlace } from './places.ts';
import { TypingLine } from './TypingLine.tsx';
import { useConversation } from './useConversation.ts';
import { useFileDrop } from './useFileDrop.ts';
import { useJump } from './useJump.ts';
import { useNews } from './useNews.ts';
import { useOutsiders } from './useOutsiders.ts';

interface ChatWindowProps {
  channel: Channel;
  me: Me;
  /** A new number for every time that somebody comes here by choosing the channel, also from here. */
  visit: number;
  /** The message that the page's address names. */
  linkedId: string | undefined;
  /** What the channel is, and what can be done with it. */
  details: ReactNode;
  /** The way to the other channels, where they are not in view. */
  menu: ReactNode;
}

const OutsidersNotice = lazyLater(() => import('./OutsidersNotice.tsx'));
const PictureViewer = lazy(() => import('./PictureViewer.tsx'));

/** One channel: give it a `key` of its channel and person, so that nothing of one is carried to another. */
export function ChatWindow({ channel, me, visit, linkedId, menu, details }: ChatWindowProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const section = useRef<HTMLElement>(null);
  const [viewed, setViewed] = useState<{ messageId: string; firstId: string } | null>(null);
  const draftKey = draftKeyOf(me.id, channel.id);
  const connection = useChat((chat) => chat.connection);
  const pollEvery = useChat((chat) => chat.pollEvery);
  const { timeline, messages, pending } = useConversation(channel.id, me.id);
  const { target, notice, isLinked, isUnderWay, jumpTo, forget } = useJump(channel.id, linkedId);
  const loadOlderHere = useCallback(() => loadOlder(channel.id), [channel.id]);
  const loadHoleHere = useCallback(
    (from: number, side: HoleSide) => loadHole(channel.id, from, side),
    [channel.id],
  );
  const [cameFrom, setCameFrom] = useState<string | null>(null);
  const [dialog, setDialog] = useState<MessageDialog | null>(null);
  const isAtEnd = useRef(true);
  const noteEnd = useCallback((isThere: boolean) => {
    isAtEnd.current = isThere;
  }, []);
  const returnTo = useRef<HTMLElement | null>(null);
  const news = useStore(noticeStore, ({ sentence }) => sentence);
  const sentence = notice ?? news;
  const countReplies = useCallback((message: Message) => replyCountOf(timeline, message), [timeline]);
  const { line, isWaiting, drawLine, dropLine } = useNews(channel, timeline, me.id, isLinked);
  const { outsiders, noteNamed, forgetNamed } = useOutsiders(channel);
  const handleSeen = useCallback((seen: SeenMessages) => noteSeen(channel.id, seen), [channel.id]);
  const handleWriting = useCallback((isWriting: boolean) => noteWriting(channel.id, isWriting), [channel.id]);

  useEffect(() => openChannel(channel.id), [channel.id]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: at every visit
  useEffect(() => {
    // a keyboard that covers half the screen comes only when it is asked for
    if (window.matchMedia('(hover: hover)').matches) field.current?.focus();
  }, [visit]);

  const actions = useMemo<MessageActions>(
    () => ({
      reply(message) {
        changeDraft(draftKey, { replyTo: quoteOf(message) });
        field.current?.focus();
      },
      markUnread(message) {
        markUnread(message.channelId, message.seq);
        drawLine(message);
      },
      copyLink: (message) => void copyLink(message),
      jumpTo(messageId, from) {
        setCameFrom(from ?? null);
        void jumpTo(messageId);
      },
      edit(message) {
        returnTo.current = null;
        beginEdit(message);
      },
      editClosed(messageId) {
        (returnTo.current ?? document.getElementById(`message-${messageId}`))?.focus({ preventScroll: true });
        returnTo.current = null;
      },
      rescue(text) {
        returnToDraft(draftKey, { content: text, replyTo: null, attachments: [], waitsFor: [] });
        field.current?.focus();
      },
      remove: ({ id }) => beginDeletion(id),
      showVersions: (message) => setDialog({ about: 'versions', message }),
      showReplies: (message) => setDialog({ about: 'replies', message }),
      showReactions: (message) => setDialog({ about: 'reactions', message }),
      removePreview,
      openPicture: (messageId, firstId) => setViewed({ messageId, firstId }),
      retry: retryMessage,
      discard(messageId) {
        void takeToComposer(messageId, draftKey);
        field.current?.focus();
      },
    }),
    [draftKey, jumpTo, drawLine],
  );

  function handleMarkRead() {
    markRead(channel.id);
    dropLine();
  }

  /** The newest of one's own messages, where it is in view: what somebody cannot see they do not mean. */
  function editLast(): boolean {
    const deleting = deletionStore.getState();
    const last = isAtEnd.current
      ? messages.findLast(({ id, senderId, deletedAt }) => senderId === me.id && !deletedAt && !deleting[id])
      : undefined;
    if (!last || pending.length > 0) return false;
    beginEdit(last);
    returnTo.current = field.current;
    if (!document.getElementById(`message-${last.id}`)) void jumpTo(last.id);
    return true;
  }

  function jumpFrom(answer: string) {
    setCameFrom(null);
    void jumpTo(answer);
  }

  function handleSend(draft: Draft, uploads: readonly Upload[]) {
    forget();
    setCameFrom(null);
    sayProblems(draftKey, []);
    const content = contentOf(draft);
    sendMessage({
      channelId: channel.id,
      senderId: me.id,
      content,
      replyTo: draft.replyTo,
      attachments: byPicking([...draft.attachments, ...uploads.map(({ file }) => file)]),
      waitsFor: uploads.map(({ file }) => file.id),
    });
    noteNamed(content);
  }

  function handleOutsidersDone() {
    forgetNamed();
    field.current?.focus();
  }

  const viewedMessage = viewed && [...messages, ...pending].find(({ id }) => id === viewed.messageId);
  const closeViewer = useCallback(() => setViewed(null), []);
  const handleFiles = (files: File[]) => addFiles(draftKey, files);
  const isDropping = useFileDrop(section, channel.archivedAt === null, handleFiles);

  return (
    <section ref={section} aria-label={titleOf(channel)} className="relative flex h-full min-w-0 flex-col">
      <ChannelHeader
        channel={channel}
        menu={menu}
        status={
          <>
            <OutboxTray myId={me.id} actions={outboxActions} />
            <CompleteTo channel={channel} />
            {details}
            <ConnectionStatus connection={connection} pollEvery={pollEvery} onRetry={retryConnection} />
          </>
        }
      />
      <OutboxNotice />
      <MessageList
        channel={channel}
        me={me}
        messages={messages}
        pending={pending}
        known={timeline.known}
        replyCountOf={countReplies}
        isOwner={me.isOwner}
        hasOlder={hasOlder(timeline)}
        holes={timeline.holes}
        unread={unreadOf(channel, timeline, me.id).unread}
        news={line}
        lastPlace={placeOf(draftKey)}
        isWaiting={isWaiting}
        target={target}
        isPassing={isUnderWay}
        actions={actions}
        onLoadOlder={loadOlderHere}
        onLoadHole={loadHoleHere}
        onSeen={handleSeen}
        onMarkRead={handleMarkRead}
        onSkip={() => noteSkipped(channel.id)}
        onMove={forget}
        onEnd={noteEnd}
        back={
          cameFrom && <BackButton onBack={() => jumpFrom(cameFrom)} onDismiss={() => setCameFrom(null)} />
        }
        onLeave={(place) => rememberPlace(draftKey, place)}
      />
      <p aria-live="polite" className={`px-5 text-center text-muted text-sm ${sentence ? 'pb-2' : ''}`}>
        {sentence}
      </p>
      <div aria-live="polite">
        {outsiders.length > 0 && (
          <Suspense>
            <OutsidersNotice channel={channel} people={outsiders} onDone={handleOutsidersDone} />
          </Suspense>
        )}
      </div>
      <TypingLine channelId={channel.id} />
      {channel.archivedAt ? (
        <ArchivedNotice />
      ) : (
        <Composer
          draftKey={draftKey}
          channelId={channel.id}
          channelName={channel.name}
          placeholder={`Message ${titleOf(channel)}`}
          field={field}
          onWriting={handleWriting}
          onFiles={handleFiles}
          onSend={handleSend}
          onEditLast={editLast}
        />
      )}
      <MessageDialogs
        dialog={dialog}
        replyCount={dialog ? countReplies(dialog.message) : 0}
        onJump={(messageId) => {
          setDialog(null);
          void jumpTo(messageId);
        }}
        onClose={() => setDialog(null)}
      />
      <Announcer messages={messages} pending={pending} myId={me.id} />
      {isDropping && <DropZone place={titleOf(channel)} />}
      {viewed && (
        <Suspense>
          <PictureViewer
            pictures={viewedMessage?.attachments.filter(isPicture) ?? []}
            firstId={viewed.firstId}
            onDescribe={viewedMessage?.senderId === me.id && !channel.archivedAt ? changeDescription : null}
            onClose={closeViewer}
          />
        </Suspense>
      )}
    </section>
  );
}

/** Ids sort as they were made. */
function byPicking(files: Attachment[]): Attachment[] {
  return files.sort((a, b) => (a.id < b.id ? -1 : 1));
}
