import { useRef } from 'react';
import type { Message } from '#lib/contracts/messages';

/** How many messages of others came below since somebody was last at the end. Counted from what is there. */
export function useNewCount(messages: readonly Message[], myId: string, isAtEnd: boolean): number {
  const seenSeq = useRef(0);
  if (isAtEnd) seenSeq.current = messages.at(-1)?.seq ?? 0;
  return messages.filter(
    ({ seq, senderId, deletedAt }) => seq > seenSeq.current && senderId !== myId && !deletedAt,
  ).length;
}
