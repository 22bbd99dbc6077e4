/** From messages to what the list shows: days, groups of one author, and what is still on its way. */
import type { Message } from '#lib/contracts/messages';
import type { PendingMessage } from '#lib/timeline/pending';

/** Messages of one author within this time stand under one name. Milliseconds. */
const GROUP_WITHIN = 5 * 60_000;

export type TimelineRow =
  | { readonly type: 'day'; readonly key: string; readonly at: string }
  | {
      readonly type: 'message';
      readonly key: string;
      readonly message: Message;
      readonly startsGroup: boolean;
    }
  | {
      readonly type: 'pending';
      readonly key: string;
      readonly pending: PendingMessage;
      readonly startsGroup: boolean;
    };

interface Previous {
  day: string;
  authorId: string;
  at: number;
}

/**
 * Stored messages in the server's order, then the pending ones as they were written.
 * A message keeps its key (its id) when it goes from pending to stored, so the bubble on screen stays the same one.
 */
export function rowsOf(messages: readonly Message[], pending: readonly PendingMessage[]): TimelineRow[] {
  const rows: TimelineRow[] = [];
  let previous: Previous | null = null;
  const place = (at: string, authorId: string, isReply: boolean): boolean => {
    const next = { day: dayOf(at), authorId, at: Date.parse(at) };
    if (next.day !== previous?.day) rows.push({ type: 'day', key: `day-${next.day}`, at });
    const starts = isReply || !continues(previous, next);
    previous = next;
    return starts;
  };
  for (const message of messages) {
    const startsGroup = place(message.createdAt, message.senderId, message.replyTo !== null);
    rows.push({ type: 'message', key: message.id, message, startsGroup });
  }
  for (const waiting of pending) {
    const startsGroup = place(waiting.writtenAt, waiting.senderId, waiting.replyTo !== null);
    rows.push({ type: 'pending', key: waiting.id, pending: waiting, startsGroup });
  }
  return rows;
}

function continues(previous: Previous | null, next: Previous): boolean {
  return (
    previous !== null &&
    previous.day === next.day &&
    previous.authorId === next.authorId &&
    Math.abs(next.at - previous.at) <= GROUP_WITHIN
  );
}

/** The reader's own calendar day. */
function dayOf(iso: string): string {
  const date = new Date(iso);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}
