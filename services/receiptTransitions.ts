/** How the state of the chat changes with receipts. Pure; the effects are in `receipts.ts`. */
import type { Watermarks } from '#lib/contracts/receipts';
import { messagesOf } from '#lib/timeline/channel-timeline';
import { solidStartOf } from '#lib/timeline/completeness';
import { unreadOf } from '#lib/timeline/unread';
import type { Channel, ChatState } from './chatStore.ts';

/**
 * Somebody told how far they are; oneself, on this page or another device: what is unread then stays as it was where only
 * the server can count it. Old news and news of unknown channels change nothing.
 */
export function withReceipt(state: ChatState, watermarks: Watermarks): ChatState {
  const { channelId, userId, deliveredSeq, readSeq } = watermarks;
  return withChannel(state, channelId, (channel) => {
    if (userId === state.me?.id) {
      return changed(channel, {
        lastDeliveredSeq: Math.max(channel.lastDeliveredSeq, deliveredSeq),
        lastReadSeq: readSeq,
        ...countsAfter(state, channel, readSeq),
      });
    }
    return changed(channel, {
      // who has read a message has it
      othersDeliveredSeq: Math.max(channel.othersDeliveredSeq, deliveredSeq, readSeq),
      othersReadSeq: Math.max(channel.othersReadSeq, readSeq),
    });
  });
}

/**
 * Whether only the server can count what is unread once this page has taken these watermarks of oneself: they move the
 * reader's place in a channel to where this page has passed something over.
 */
export function needsCounts(state: ChatState, { channelId, userId, readSeq }: Watermarks): boolean {
  const channel = state.channels.find(({ id }) => id === channelId);
  if (!channel || userId !== state.me?.id || readSeq === channel.lastReadSeq) return false;
  return countsAfter(state, channel, readSeq) === null;
}

/** As a channel was before it was read: its place and the server's counts. */
export function withUnreadAgain(state: ChatState, { id, ...before }: Channel): ChatState {
  const { lastReadSeq, lastSeq, unread, mentions } = before;
  return withChannel(state, id, (channel) => ({ ...channel, lastReadSeq, lastSeq, unread, mentions }));
}

/** A sync's numbers: what others have and have read only grows. The reader's own may go back: marked unread elsewhere. */
export function withoutLosing(channel: Channel, before: Channel | undefined): Channel {
  if (!before) return channel;
  return {
    ...channel,
    lastDeliveredSeq: Math.max(channel.lastDeliveredSeq, before.lastDeliveredSeq),
    othersDeliveredSeq: Math.max(channel.othersDeliveredSeq, before.othersDeliveredSeq),
    othersReadSeq: Math.max(channel.othersReadSeq, before.othersReadSeq),
  };
}

/** Marked unread by hand: nothing there counts as read until it is let go. */
export function withHeld(state: ChatState, channelId: string): ChatState {
  if (state.heldUnread.has(channelId)) return state;
  return { ...state, heldUnread: new Set([...state.heldUnread, channelId]) };
}

export function withoutHeld(state: ChatState, channelId: string): ChatState {
  if (!state.heldUnread.has(channelId)) return state;
  return { ...state, heldUnread: new Set([...state.heldUnread].filter((id) => id !== channelId)) };
}

/** The server's counts, as they are after reading up to a seq; null when only the server knows them. */
function countsAfter(
  { timelines, me }: ChatState,
  channel: Channel,
  readSeq: number,
): Pick<Channel, 'unread' | 'mentions' | 'lastSeq'> | null {
  const timeline = timelines[channel.id];
  const newest = timeline && messagesOf(timeline).at(-1)?.seq;
  if (timeline && newest !== undefined && readSeq + 1 >= solidStartOf(timeline)) {
    const counts = unreadOf({ ...channel, lastReadSeq: readSeq }, timeline, me?.id ?? '');
    return { ...counts, lastSeq: Math.max(channel.lastSeq, newest) };
  }
  // all that the server had counted is read
  return readSeq >= channel.lastSeq ? { unread: 0, mentions: 0, lastSeq: channel.lastSeq } : null;
}

function withChannel(state: ChatState, id: string, change: (channel: Channel) => Channel): ChatState {
  const index = state.channels.findIndex((channel) => channel.id === id);
  const channel = state.channels[index];
  const next = channel && change(channel);
  return !next || next === channel ? state : { ...state, channels: state.channels.with(index, next) };
}

/** The same channel when nothing is different: who draws it compares. */
function changed(channel: Channel, change: Partial<Channel>): Channel {
  const next = { ...channel, ...change };
  const keys = Object.keys(change) as (keyof Channel)[];
  return keys.every((key) => next[key] === channel[key]) ? channel : next;
}
