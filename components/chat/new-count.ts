import type { Message } from '#lib/contracts/messages';
import { messagesAfter } from '#lib/timeline/completeness';
import { type Range, sizeOf } from '#lib/timeline/ranges';
import { UNREAD_MAX } from '#lib/timeline/unread';

/**
 * How many messages of others came after what somebody last saw at the end.
 * @param unread the server's count: it knows whose the messages are that were not fetched, as far as it counts
 */
export function countNew(
  messages: readonly Message[],
  holes: readonly Range[],
  myId: string,
  seenSeq: number,
  unread: number,
): number {
  const isNew = ({ senderId, deletedAt }: Message) => senderId !== myId && !deletedAt;
  const news = messagesAfter(messages, seenSeq).filter(isNew).length;
  const missing = holes.filter(({ from }) => from > seenSeq).reduce((sum, hole) => sum + sizeOf(hole), 0);
  const most = news + missing;
  return missing > 0 && unread < UNREAD_MAX ? Math.min(most, unread) : most;
}
