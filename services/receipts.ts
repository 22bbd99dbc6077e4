/** Tells the server what this page has and what was seen here, and hears how far others are. */
import { RECEIPT, ReceiptEvent, userChannel } from '#lib/contracts/realtime';
import type { Receipt, Watermarks } from '#lib/contracts/receipts';
import { AppError } from '#lib/errors';
import * as desks from '#lib/receipts';
import { EMPTY_TIMELINE } from '#lib/timeline/channel-timeline';
import { completeSeqOf, hasNewsOfOthers } from '#lib/timeline/completeness';
import { readOn, type SeenMessages } from '#lib/timeline/reading';
import { unreadOf } from '#lib/timeline/unread';
import { catchUpSoon, expireSession, isSignedOut } from './catchUp.ts';
import { type Channel, type ChatState, chatStore } from './chatStore.ts';
import { shareHeld, tellHeld } from './heldUnread.ts';
import { listReceipts, reportReceipts } from './internalChatService.ts';
import { joinChannel } from './realtime.ts';
import { needsCounts, withHeld, withoutHeld, withReceipt, withUnreadAgain } from './receiptTransitions.ts';

/** Whose receipts these are, with what ends with them. */
let reader: { id: string; stop(): void } | null = null;
let desk = desks.EMPTY_DESK;
let timer: ReturnType<typeof setTimeout> | undefined;
/** Per channel, where somebody scrolled past what was not here. */
const passed = new Map<string, number>();

/**
 * Reports for whoever is signed in; somebody else starts afresh. A session that ended keeps what waits until its person is
 * back. Without effect while nothing changes that it speaks of.
 */
export function tendReceipts(chat: ChatState): void {
  const now = chat.session !== 'signed-out' && chat.me ? chat.me.id : null;
  if (now !== (reader?.id ?? null)) {
    stop();
    if (now) start(now);
  }
  if (reader && chat.session === 'signed-in') planNext();
}

function start(id: string): void {
  const leaving = new AbortController();
  const leave = joinChannel(userChannel(id), { [RECEIPT]: hear });
  const stopSharing = shareHeld(id);
  document.addEventListener('visibilitychange', () => document.hidden && flush(), { signal: leaving.signal });
  window.addEventListener('pagehide', flush, { signal: leaving.signal });
  reader = {
    id,
    stop() {
      leaving.abort();
      leave();
      stopSharing();
    },
  };
}

function stop(): void {
  reader?.stop();
  reader = null;
  desk = desks.EMPTY_DESK;
  passed.clear();
  clearTimeout(timer);
  timer = undefined;
}

/** Somebody has these messages of a channel before their eyes. */
export function noteSeen(channelId: string, seen: SeenMessages): void {
  const { channels, timelines, heldUnread } = chatStore.getState();
  const channel = channels.find(({ id }) => id === channelId);
  if (document.hidden || !channel || heldUnread.has(channelId)) return;
  const before = { readSeq: readSeqOf(channel), passedAt: passed.get(channelId) ?? null };
  const timeline = timelines[channelId] ?? EMPTY_TIMELINE;
  const older = { from: before.readSeq + 1, to: timeline.windowStart - 1 };
  const missing = older.from <= older.to ? [older, ...timeline.holes] : timeline.holes;
  const { readSeq, passedAt } = readOn(before, missing, seen);
  if (passedAt === null) passed.delete(channelId);
  else passed.set(channelId, passedAt);
  // what is known to be read is no news, and would be told again when another device marks it unread
  if (readSeq > before.readSeq) change(desks.see(desk, channelId, readSeq));
}

/** Somebody goes to the end of a channel past what lies between: it counts as read. */
export function noteSkipped(channelId: string): void {
  const { timelines, heldUnread } = chatStore.getState();
  const timeline = timelines[channelId];
  if (timeline && !heldUnread.has(channelId)) change(desks.see(desk, channelId, completeSeqOf(timeline)));
}

/** Up to where a channel was read here, whether or not the server knows it yet. */
export function readSeqOf({ id, lastReadSeq }: Channel): number {
  return chatStore.getState().heldUnread.has(id) ? lastReadSeq : desks.readSeqOf(desk, id, lastReadSeq);
}

/** Marks a channel unread from a message on. It stays so until somebody leaves it or writes there. */
export function markUnread(channelId: string, seq: number): void {
  chatStore.setState((state) => withHeld(state, channelId));
  if (reader) tellHeld(reader.id, channelId);
  change(desks.markUnread(desk, channelId, seq));
}

/** Reads a channel to its end without looking at it. */
export function markRead(channelId: string): void {
  stopHolding(channelId);
  noteSkipped(channelId);
}

/** Reads every channel to its end. @returns takes that back: what was unread is unread again */
export function markAllRead(): () => void {
  const { channels, timelines, me, heldUnread } = chatStore.getState();
  const unread = channels.filter(
    (channel) => unreadOf(channel, timelines[channel.id], me?.id ?? '').unread > 0,
  );
  for (const { id } of unread) markRead(id);
  flush();
  return () => {
    chatStore.setState((state) => unread.reduce(withUnreadAgain, { ...state, heldUnread }));
    for (const { id, lastReadSeq } of unread) change(desks.markUnread(desk, id, lastReadSeq + 1));
    flush();
  };
}

export function stopHolding(channelId: string): void {
  chatStore.setState((state) => withoutHeld(state, channelId));
}

/**
 * Names of who has read a message, and of who only has it, without oneself.
 * @throws AppError or NetworkError
 */
export async function whoHas(
  channelId: string,
  seq: number,
): Promise<{ readBy: string[]; deliveredTo: string[] }> {
  const { receipts } = await listReceipts(channelId);
  const { me, users } = chatStore.getState();
  const nameOf = (id: string) => users[id]?.name ?? 'former member';
  const { readBy, deliveredTo } = desks.audienceOf(receipts, seq, me?.id ?? '');
  return { readBy: readBy.map(nameOf), deliveredTo: deliveredTo.map(nameOf) };
}

function hear(data: unknown): void {
  const event = ReceiptEvent.safeParse(data);
  if (event.success) take([event.data]);
}

function take(watermarks: readonly Watermarks[]): void {
  const before = chatStore.getState();
  chatStore.setState(watermarks.reduce(withReceipt, before));
  if (watermarks.some((one) => needsCounts(before, one))) catchUpSoon();
}

function change(next: desks.ReceiptDesk): void {
  if (!reader || next === desk) return;
  desk = next;
  planNext();
}

function planNext(): void {
  const before = desk.dueAt;
  desk = desks.plan(desk, reportedChannels(), Date.now(), Math.random());
  if (desk.dueAt === before) return;
  clearTimeout(timer);
  timer = desk.dueAt === null ? undefined : setTimeout(report, desk.dueAt - Date.now());
}

/** What waits goes out at once: the page may never run again. */
function flush(): void {
  if (reader) report();
}

function report(): void {
  clearTimeout(timer);
  timer = undefined;
  // planned again when its person is back
  if (chatStore.getState().session !== 'signed-in') {
    desk = { ...desk, dueAt: null };
    return;
  }
  const taken = desks.take(desk, reportedChannels(), Date.now());
  desk = taken.desk;
  if (reader && taken.receipts.length > 0) void deliver(reader, taken.receipts);
}

async function deliver(mine: NonNullable<typeof reader>, receipts: readonly Receipt[]): Promise<void> {
  try {
    const answer = await reportReceipts(mine.id, receipts);
    if (mine !== reader) return;
    desk = desks.settle(desk, receipts, new Set(answer.receipts.map(({ channelId }) => channelId)));
    take(answer.receipts);
  } catch (error) {
    if (mine !== reader) return;
    failed(receipts, error);
  }
  if (reader) planNext();
}

function failed(receipts: readonly Receipt[], error: unknown): void {
  if (isSignedOut(error)) {
    desk = desks.putBack(desk, receipts, Date.now(), Math.random());
    expireSession();
    return;
  }
  const isRefused = error instanceof AppError && error.status < 500 && error.code !== 'rate_limited';
  const retryAfter = error instanceof AppError ? error.retryAfter : undefined;
  desk = isRefused
    ? desks.refuse(desk, receipts)
    : desks.putBack(desk, receipts, Date.now(), Math.random(), retryAfter);
}

let reported: { chat: ChatState; channels: readonly desks.ReportedChannel[] } | undefined;

/** The same state, the same channels: many changes of the state are none of theirs. */
function reportedChannels(): readonly desks.ReportedChannel[] {
  const chat = chatStore.getState();
  const isSame =
    reported?.chat.channels === chat.channels &&
    reported.chat.timelines === chat.timelines &&
    reported.chat.heldUnread === chat.heldUnread;
  if (!reported || !isSame) reported = { chat, channels: channelsOf(chat) };
  return reported.channels;
}

function channelsOf({ channels, timelines, heldUnread, me }: ChatState): desks.ReportedChannel[] {
  return channels.map(({ id, lastDeliveredSeq, lastReadSeq }) => {
    const timeline = timelines[id] ?? EMPTY_TIMELINE;
    return {
      channelId: id,
      completeSeq: completeSeqOf(timeline),
      lastDeliveredSeq,
      lastReadSeq,
      isHeld: heldUnread.has(id),
      hasNews: (after, upTo) => hasNewsOfOthers(timeline, me?.id ?? '', after, upTo),
    };
  });
}
