import { useMemo, useRef } from 'react';
import type { Message } from '#lib/contracts/messages';
import type { PendingMessage } from '#lib/timeline/pending';
import type { Range } from '#lib/timeline/ranges';
import { rowsOf, type StoredRows, storedRowsOf, type TimelineRow } from '#lib/timeline/rows';

/**
 * What the list shows. Each time it goes on from the time before: a message that arrives in a long channel is one more row.
 * @param after seq of the last message that was read; null for no line below it
 */
export function useRows(
  messages: readonly Message[],
  pending: readonly PendingMessage[],
  holes: readonly Range[],
  after: number | null,
  myId: string,
): readonly TimelineRow[] {
  const before = useRef<StoredRows | null>(null);
  const firstUnread = useMemo(() => (after === null ? null : { after, myId }), [after, myId]);
  const stored = useMemo(() => {
    before.current = storedRowsOf(messages, holes, firstUnread, before.current);
    return before.current;
  }, [messages, holes, firstUnread]);
  return useMemo(() => rowsOf(stored, pending), [stored, pending]);
}
