/** From messages to what the list shows: days, groups of one author, and what is still on its way. */
import type { Message } from '#lib/contracts/messages';
import type { PendingMessage } from '#lib/timeline/pending';
import { type Range, sizeOf } from '#lib/timeline/ranges';

/** Messages of one author within this time stand under one name. Milliseconds. */
const GROUP_WITHIN = 5 * 60_000;

export const NEW_ROW = 'new';

export type TimelineRow =
  | { readonly type: 'day'; readonly key: string; readonly at: string }
  | { readonly type: 'hole'; readonly key: string; readonly from: number; readonly count: number }
  /** The line above what was not read when the channel was opened. */
  | { readonly type: 'new'; readonly key: typeof NEW_ROW }
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

/** What of a channel its reader had not read: what others wrote after a seq. */
export interface FirstUnread {
  readonly after: number;
  readonly myId: string;
}

/** When and by whom something was written. */
interface Placed {
  day: string;
  authorId: string;
  at: number;
}

/** The rows of stored messages, and how they go on. */
export interface StoredRows {
  readonly messages: readonly Message[];
  readonly holes: readonly Range[];
  readonly firstUnread: FirstUnread | null;
  readonly rows: readonly TimelineRow[];
  readonly last: Placed | null;
  readonly isLineDue: boolean;
  readonly nextHole: number;
}

/**
 * Stored messages in the server's order with a row for each hole between them, then the pending ones as they were written.
 * A message keeps its key (its id) when it goes from pending to stored, so the bubble on screen stays the same one.
 */
export function rowsOf(stored: StoredRows, pending: readonly PendingMessage[]): readonly TimelineRow[] {
  if (pending.length === 0) return stored.rows;
  const rows = [...stored.rows];
  let { last } = stored;
  for (const waiting of pending) {
    const { writtenAt, senderId, replyTo } = waiting;
    const next = placedAt(writtenAt, senderId);
    const startsGroup = startRow(rows, last, next, writtenAt) || replyTo !== null;
    rows.push({ type: 'pending', key: waiting.id, pending: waiting, startsGroup });
    last = next;
  }
  return rows;
}

/** @param before what was made for the same list earlier: when messages came at its end, only they are looked at */
export function storedRowsOf(
  messages: readonly Message[],
  holes: readonly Range[] = [],
  firstUnread: FirstUnread | null = null,
  before: StoredRows | null = null,
): StoredRows {
  const isLonger =
    before !== null &&
    before.holes === holes &&
    before.firstUnread === firstUnread &&
    before.messages.every((message, index) => message === messages[index]);
  const start = isLonger
    ? before
    : { messages: [], rows: [], last: null, nextHole: 0, isLineDue: firstUnread !== null };
  const rows = [...start.rows];
  let { last, nextHole, isLineDue } = start;
  for (const message of messages.slice(start.messages.length)) {
    const firstHole = nextHole;
    for (let hole = holes[nextHole]; hole && hole.from < message.seq; hole = holes[nextHole]) {
      // by its start: it is loaded from both sides
      rows.push({ type: 'hole', key: `hole-${hole.from}`, from: hole.from, count: sizeOf(hole) });
      nextHole += 1;
    }
    const next = placedOf(message);
    const isFirst = startRow(rows, last, next, message.createdAt) || message.replyTo !== null;
    const isAfterLine = isLineDue && isUnread(message, firstUnread);
    if (isAfterLine) rows.push({ type: 'new', key: NEW_ROW });
    isLineDue &&= !isAfterLine;
    // what comes after a hole or the line names its author again
    const startsGroup = isFirst || nextHole > firstHole || isAfterLine;
    rows.push({ type: 'message', key: message.id, message, startsGroup });
    last = next;
  }
  return { messages, holes, firstUnread, rows, last, isLineDue, nextHole };
}

/** Adds the day that something begins, if it does. @returns whether it names its author */
function startRow(rows: TimelineRow[], last: Placed | null, next: Placed, at: string): boolean {
  if (next.day !== last?.day) rows.push({ type: 'day', key: `day-${next.day}`, at });
  return !continues(last, next);
}

function isUnread({ seq, senderId, deletedAt }: Message, first: FirstUnread | null): boolean {
  return first !== null && seq > first.after && senderId !== first.myId && deletedAt === null;
}

function continues(previous: Placed | null, next: Placed): boolean {
  return (
    previous !== null &&
    previous.day === next.day &&
    previous.authorId === next.authorId &&
    Math.abs(next.at - previous.at) <= GROUP_WITHIN
  );
}

/** Of ten thousand messages, dates alone would take longer than a message may that arrives. */
const placed = new WeakMap<Message, Placed>();

function placedOf(message: Message): Placed {
  const known = placed.get(message) ?? placedAt(message.createdAt, message.senderId);
  placed.set(message, known);
  return known;
}

function placedAt(at: string, authorId: string): Placed {
  return { day: dayOf(at), authorId, at: Date.parse(at) };
}

/** The reader's own calendar day. */
function dayOf(iso: string): string {
  const date = new Date(iso);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}
