import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import type { User } from '#lib/contracts/sync';
import { EMPTY_TIMELINE, hasOlder, messagesOf } from '#lib/timeline/channel-timeline';
import { stillPending } from '#lib/timeline/pending';
import { discardMessage, loadOlder, retryConnection, retryMessage, sendMessage } from '#services/chat';
import type { Channel } from '#services/chatStore';
import { Announcer } from './Announcer.tsx';
import { quoteOf } from './bubble.ts';
import { ChannelHeader } from './ChannelHeader.tsx';
import { Composer } from './Composer.tsx';
import { ConnectionStatus } from './ConnectionStatus.tsx';
import { changeDraft, type Draft, draftKeyOf, returnToDraft } from './drafts.ts';
import { titleOf } from './ListStart.tsx';
import type { MessageActions } from './MessageItem.tsx';
import { MessageList } from './MessageList.tsx';
import { useChat } from './useChat.ts';
import { useJump } from './useJump.ts';

interface ChatWindowProps {
  channel: Channel;
  me: User;
  /** The way to the other channels, where they are not in view. */
  menu: ReactNode;
}

/** One channel: give it a `key` of its channel and person, so that nothing of one is carried to another. */
export function ChatWindow({ channel, me, menu }: ChatWindowProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const draftKey = draftKeyOf(me.id, channel.id);
  const connection = useChat((chat) => chat.connection);
  const { timeline, messages, pending } = useConversation(channel.id, me.id);
  const { target, notice, jumpTo } = useJump(channel.id);
  const loadOlderHere = useCallback(() => loadOlder(channel.id), [channel.id]);

  useEffect(() => {
    // a keyboard that covers half the screen comes only when it is asked for
    if (window.matchMedia('(hover: hover)').matches) field.current?.focus();
  }, []);

  const actions = useMemo<MessageActions>(
    () => ({
      reply(message) {
        changeDraft(draftKey, { replyTo: quoteOf(message) });
        field.current?.focus();
      },
      jumpTo,
      retry: retryMessage,
      discard(messageId) {
        const returned = discardMessage(messageId);
        if (returned) returnToDraft(draftKey, returned);
        field.current?.focus();
      },
    }),
    [draftKey, jumpTo],
  );

  function handleSend({ text, replyTo }: Draft) {
    sendMessage({ channelId: channel.id, senderId: me.id, content: text, replyTo });
  }

  return (
    <section aria-label={titleOf(channel)} className="flex h-full min-w-0 flex-col">
      <ChannelHeader
        channel={channel}
        menu={menu}
        status={<ConnectionStatus connection={connection} onRetry={retryConnection} />}
      />
      <MessageList
        channel={channel}
        me={me}
        messages={messages}
        pending={pending}
        hasOlder={hasOlder(timeline)}
        target={target}
        actions={actions}
        onLoadOlder={loadOlderHere}
      />
      <p aria-live="polite" className={`px-5 text-center text-muted text-sm ${notice ? 'pb-2' : ''}`}>
        {notice}
      </p>
      <Composer
        draftKey={draftKey}
        channelName={channel.name}
        placeholder={`Message ${titleOf(channel)}`}
        field={field}
        onSend={handleSend}
      />
      <Announcer messages={messages} pending={pending} myId={me.id} />
    </section>
  );
}

function useConversation(channelId: string, myId: string) {
  const timeline = useChat((chat) => chat.timelines[channelId]) ?? EMPTY_TIMELINE;
  const allPending = useChat((chat) => chat.pending);
  const messages = messagesOf(timeline);
  const pending = useMemo(() => {
    const mine = allPending.filter((message) => message.channelId === channelId && message.senderId === myId);
    return stillPending(mine, messages);
  }, [allPending, channelId, myId, messages]);
  return { timeline, messages, pending };
}
