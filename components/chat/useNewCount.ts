import { useState } from 'react';
import type { Message } from '#lib/contracts/messages';

/** How many messages of others came below since somebody was last at the end. Counted from what is there. */
export function useNewCount(messages: readonly Message[], myId: string, isAtEnd: boolean): number {
  const lastSeq = messages.at(-1)?.seq ?? 0;
  const [seenSeq, setSeenSeq] = useState(lastSeq);
  if (isAtEnd && seenSeq !== lastSeq) setSeenSeq(lastSeq);
  return messages.filter(({ seq, senderId, deletedAt }) => seq > seenSeq && senderId !== myId && !deletedAt)
    .length;
}
