/**
 * What this page tells of what it has and what was seen here, when it tells it, and what its author makes of what others
 * told. Pure: clock and randomness are arguments.
 */
import { retryDelay } from '#lib/backoff';
import { RECEIPTS_MAX, type Receipt, type Watermarks } from '#lib/contracts/receipts';

/** Milliseconds between two reports of one page. */
export const REPORT_EVERY = 2_000;
/** Milliseconds before a report leaves: pages that heard one message together do not all report in the same instant. */
const REPORT_AFTER_LEAST = 200;
const REPORT_AFTER_MOST = 1_000;

/** What there may be to report of one channel. */
export interface ReportedChannel {
  readonly channelId: string;
  /** The highest seq up to which this page has everything. */
  readonly completeSeq: number;
  /** What the server was told before, by this page or another of this person. */
  readonly lastDeliveredSeq: number;
  readonly lastReadSeq: number;
  /** Marked unread by hand: nothing there counts as read. */
  readonly isHeld: boolean;
  /** Whether somebody else wrote one of the messages after a seq, up to another. Nobody waits for news of one's own. */
  hasNews(after: number, upTo: number): boolean;
}

/** What waits to be reported, is being reported, or was refused. */
export interface ReceiptDesk {
  /** Per channel, the highest seq seen here since the last report; always below its `unreadFrom`. */
  readonly seen: Readonly<Record<string, number>>;
  readonly unreadFrom: Readonly<Record<string, number>>;
  /** Empty while no report is under way. */
  readonly underWay: readonly Receipt[];
  /** Per channel, the seq at which a report was refused for good: only news beyond it is a reason to ask again. */
  readonly refusedAt: Readonly<Record<string, number>>;
  /** Epoch milliseconds of the next report; null when nothing waits. */
  readonly dueAt: number | null;
  /** Epoch milliseconds before which no report leaves. */
  readonly notBefore: number;
  /** Reports in a row that did not work. */
  readonly failures: number;
}

export const EMPTY_DESK: ReceiptDesk = {
  seen: {},
  unreadFrom: {},
  underWay: [],
  refusedAt: {},
  dueAt: null,
  notBefore: 0,
  failures: 0,
};

/** Somebody saw the messages of a channel up to this one. That ends a mark that lies there. */
export function see(desk: ReceiptDesk, channelId: string, seq: number): ReceiptDesk {
  if (seq <= (desk.seen[channelId] ?? 0)) return desk;
  const isPastMark = seq >= (desk.unreadFrom[channelId] ?? 0);
  return {
    ...desk,
    seen: { ...desk.seen, [channelId]: seq },
    unreadFrom: isPastMark ? without(desk.unreadFrom, channelId) : desk.unreadFrom,
  };
}

/** Up to where somebody has read a channel, whether or not the server knows it yet. */
export function readSeqOf(desk: ReceiptDesk, channelId: string, lastReadSeq: number): number {
  if (channelId in desk.unreadFrom) return (desk.unreadFrom[channelId] ?? 1) - 1;
  const underWay = desk.underWay.filter((receipt) => receipt.channelId === channelId);
  return Math.max(lastReadSeq, desk.seen[channelId] ?? 0, ...underWay.map(({ readSeq = 0 }) => readSeq));
}

/** Somebody wants to come back to this message: of what was seen and not told yet, what lies before it is still told. */
export function markUnread(desk: ReceiptDesk, channelId: string, seq: number): ReceiptDesk {
  return {
    ...desk,
    seen: { ...desk.seen, [channelId]: Math.min(desk.seen[channelId] ?? 0, seq - 1) },
    unreadFrom: { ...desk.unreadFrom, [channelId]: seq },
  };
}

/** Decides when the next report leaves. Without effect while that is decided or nothing waits. */
export function plan(
  desk: ReceiptDesk,
  channels: readonly ReportedChannel[],
  now: number,
  random: number,
): ReceiptDesk {
  const isWaiting = waitingIn(desk, channels).length > 0;
  if (!isWaiting) return desk.dueAt === null ? desk : { ...desk, dueAt: null };
  if (desk.dueAt !== null || desk.underWay.length > 0) return desk;
  const wait = REPORT_AFTER_LEAST + random * (REPORT_AFTER_MOST - REPORT_AFTER_LEAST);
  return { ...desk, dueAt: Math.max(now + wait, desk.notBefore) };
}

/** Takes what waits from the desk, at most what one request may carry. The rest is planned again when this one is settled. */
export function take(
  desk: ReceiptDesk,
  channels: readonly ReportedChannel[],
  now: number,
): { desk: ReceiptDesk; receipts: readonly Receipt[] } {
  const receipts = waitingIn(desk, channels).slice(0, RECEIPTS_MAX);
  if (receipts.length === 0) return { desk: { ...desk, dueAt: null }, receipts };
  const taken = receipts.reduce(withoutTold, desk);
  const underWay = [...desk.underWay, ...receipts];
  return { desk: { ...taken, underWay, dueAt: null, notBefore: now + REPORT_EVERY }, receipts };
}

/** The server took a report. Channels that are missing in its answer are none of this person's any more. */
export function settle(
  desk: ReceiptDesk,
  receipts: readonly Receipt[],
  answered: ReadonlySet<string>,
): ReceiptDesk {
  return refuse(
    { ...over(desk, receipts), failures: 0 },
    receipts.filter(({ channelId }) => !answered.has(channelId)),
  );
}

/** The server does not want to hear of these channels: the same is never said again. */
export function refuse(desk: ReceiptDesk, receipts: readonly Receipt[]): ReceiptDesk {
  const refused = receipts.map((receipt) => [receipt.channelId, highestOf(receipt)]);
  return { ...over(desk, receipts), refusedAt: { ...desk.refusedAt, ...Object.fromEntries(refused) } };
}

/**
 * A report was lost: what it said waits for the next one, longer each time.
 * @param retryAfter seconds that the server asked for
 */
export function putBack(
  desk: ReceiptDesk,
  receipts: readonly Receipt[],
  now: number,
  random: number,
  retryAfter?: number,
): ReceiptDesk {
  const failures = desk.failures + 1;
  const notBefore = Math.max(desk.notBefore, now + retryDelay(failures, random, retryAfter));
  const back = receipts.reduce(
    // those under way are in the order in which they were taken
    (kept, lost) => withTold(kept, lost, desk.underWay.slice(desk.underWay.indexOf(lost) + 1)),
    over(desk, receipts),
  );
  return { ...back, failures, notBefore };
}

function waitingIn(desk: ReceiptDesk, channels: readonly ReportedChannel[]): Receipt[] {
  return channels.flatMap((channel) => receiptOf(desk, channel) ?? []);
}

function receiptOf(desk: ReceiptDesk, channel: ReportedChannel): Receipt | null {
  const { channelId, completeSeq, isHeld, hasNews } = channel;
  const unreadFrom = desk.unreadFrom[channelId];
  // what was seen beyond a hole is not all that came before it
  const seen = Math.min(desk.seen[channelId] ?? 0, completeSeq);
  // a mark only lowers: without what was seen before it, that would be unread as well
  if (unreadFrom !== undefined) return { channelId, ...(seen > 0 && { readSeq: seen }), unreadFrom };
  if (completeSeq <= (desk.refusedAt[channelId] ?? -1)) return null;
  const told = toldOf(desk, channel);
  const readSeq = isHeld ? 0 : seen;
  const isRead = readSeq > told.readSeq && hasNews(told.readSeq, readSeq);
  const isDelivered = completeSeq > told.deliveredSeq && hasNews(told.deliveredSeq, completeSeq);
  if (!isRead && !isDelivered) return null;
  const rises = completeSeq > told.deliveredSeq;
  return { channelId, ...(rises && { deliveredSeq: completeSeq }), ...(isRead && { readSeq }) };
}

function toldOf({ underWay }: ReceiptDesk, channel: ReportedChannel) {
  const mine = underWay.filter(({ channelId }) => channelId === channel.channelId);
  return {
    deliveredSeq: Math.max(channel.lastDeliveredSeq, ...mine.map(({ deliveredSeq = 0 }) => deliveredSeq)),
    readSeq: Math.max(channel.lastReadSeq, ...mine.map(({ readSeq = 0 }) => readSeq)),
  };
}

function withoutTold(desk: ReceiptDesk, { channelId, readSeq, unreadFrom }: Receipt): ReceiptDesk {
  const isAllTold = readSeq !== undefined && readSeq >= (desk.seen[channelId] ?? 0);
  return {
    ...desk,
    seen: isAllTold ? without(desk.seen, channelId) : desk.seen,
    unreadFrom: unreadFrom === undefined ? desk.unreadFrom : without(desk.unreadFrom, channelId),
  };
}

/**
 * What is delivered is known without a note. What was seen or marked since is the later word.
 * @param later reports of any channel that were taken after the lost one and are still under way
 */
function withTold(desk: ReceiptDesk, lost: Receipt, later: readonly Receipt[]): ReceiptDesk {
  const { channelId, readSeq = 0, unreadFrom } = lost;
  const since = later.filter((receipt) => receipt.channelId === channelId);
  const seenSince = Math.max(desk.seen[channelId] ?? 0, ...since.map((receipt) => receipt.readSeq ?? 0));
  const marks = [desk.unreadFrom[channelId], ...since.map((receipt) => receipt.unreadFrom)].filter(
    (seq) => seq !== undefined,
  );
  const back = see(desk, channelId, Math.min(readSeq, ...marks.map((seq) => seq - 1)));
  if (unreadFrom === undefined || marks.length > 0 || seenSince >= unreadFrom) return back;
  return markUnread(back, channelId, unreadFrom);
}

function over(desk: ReceiptDesk, receipts: readonly Receipt[]): ReceiptDesk {
  return { ...desk, underWay: desk.underWay.filter((receipt) => !receipts.includes(receipt)) };
}

function highestOf({ deliveredSeq = 0, readSeq = 0, unreadFrom = 0 }: Receipt): number {
  return Math.max(deliveredSeq, readSeq, unreadFrom);
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  if (!(key in record)) return record;
  const { [key]: _, ...rest } = record;
  return rest;
}

export type DeliveryState = 'Sent' | 'Delivered' | 'Read';

/** How far a stored message has come, by the highest watermarks of anybody but its author. */
export function deliveryOf(
  seq: number,
  { othersDeliveredSeq, othersReadSeq }: { othersDeliveredSeq: number; othersReadSeq: number },
): DeliveryState {
  if (seq <= othersReadSeq) return 'Read';
  return seq <= othersDeliveredSeq ? 'Delivered' : 'Sent';
}

/** Who has read a message and who only has it: ids, without the one who asks. */
export function audienceOf(watermarks: readonly Watermarks[], seq: number, myId: string) {
  const others = watermarks.filter(({ userId }) => userId !== myId);
  const readBy = others.filter(({ readSeq }) => readSeq >= seq);
  const deliveredTo = others.filter(({ readSeq, deliveredSeq }) => readSeq < seq && deliveredSeq >= seq);
  return { readBy: readBy.map(({ userId }) => userId), deliveredTo: deliveredTo.map(({ userId }) => userId) };
}
