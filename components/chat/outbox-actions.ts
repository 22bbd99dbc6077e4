import { discardMessage, retryAll, retryMessage } from '#services/chat';
import { chatStore } from '#services/chatStore';
import { draftKeyOf, returnToDraft } from '#services/drafts';
import type { OutboxActions } from './OutboxEntry.tsx';

export const outboxActions: OutboxActions = {
  retry: ({ id }) => retryMessage(id),
  retryAll,
  discard: ({ id, senderId, channelId }) =>
    void takeToComposer(id, draftKeyOf(senderId, reachableFrom(channelId))),
};

/** A message that was not sent is a draft again. */
export async function takeToComposer(messageId: string, draftKey: string): Promise<void> {
  const returned = await discardMessage(messageId);
  if (returned) returnToDraft(draftKey, returned);
}

/** A text that comes back from a channel one has left goes where its writer is. */
function reachableFrom(channelId: string): string {
  const { channels, openChannelId } = chatStore.getState();
  return channels.some(({ id }) => id === channelId) ? channelId : (openChannelId ?? channelId);
}
