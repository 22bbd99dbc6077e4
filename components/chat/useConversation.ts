import { useMemo } from 'react';
import { EMPTY_TIMELINE, messagesOf } from '#lib/timeline/channel-timeline';
import { stillPending } from '#lib/timeline/pending';
import { useChat } from '../state/useChat.ts';

/** What was said in a channel, and what this person has said there that is not stored yet. */
export function useConversation(channelId: string, myId: string) {
  const timeline = useChat((chat) => chat.timelines[channelId]) ?? EMPTY_TIMELINE;
  const allPending = useChat((chat) => chat.pending);
  const messages = messagesOf(timeline);
  const pending = useMemo(() => {
    const mine = allPending.filter((message) => message.channelId === channelId && message.senderId === myId);
    return stillPending(mine, messages);
  }, [allPending, channelId, myId, messages]);
  return { timeline, messages, pending };
}
