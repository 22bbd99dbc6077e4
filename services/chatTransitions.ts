/** How the state of the chat changes with what is heard. Pure; the effects are in `chat.ts` and its neighbours. */
import type { Message } from '#lib/contracts/messages';
import type { ChannelChanges, SyncResponse } from '#lib/contracts/sync';
import { EMPTY_TIMELINE, hasGap, hearMessage, takeSync } from '#lib/timeline/channel-timeline';
import { stillPending } from '#lib/timeline/pending';
import { type Channel, type ChatState, initialChat } from './chatStore.ts';

/** How far each channel is known without a hole: what a sync is asked with. */
export function cursorsOf({ timelines }: ChatState): Record<string, number> {
  return Object.fromEntries(Object.entries(timelines).map(([channelId, { cursor }]) => [channelId, cursor]));
}

/** True while something was heard of that only a sync can bring. */
export function isBehind({ timelines }: ChatState): boolean {
  return Object.values(timelines).some(hasGap);
}

/** Another person takes over the page. What the one before could not send stays theirs, unseen by anybody else. */
export function withoutPerson({ pending }: ChatState): ChatState {
  return { ...initialChat, pending };
}

/** An event or an answer brought a message. */
export function withMessage(state: ChatState, message: Message): ChatState {
  const { channelId } = message;
  const timeline = state.timelines[channelId] ?? EMPTY_TIMELINE;
  const heard = hearMessage(timeline, message);
  const pending = stillPending(state.pending, [message]);
  if (heard === timeline && pending === state.pending) return state;
  return { ...state, pending, timelines: { ...state.timelines, [channelId]: heard } };
}

/** @param asked the cursors that were sent with the question */
export function withSync(state: ChatState, answer: SyncResponse, asked: Record<string, number>): ChatState {
  const timelines = Object.fromEntries(
    answer.channels.map((changes) => {
      const timeline = state.timelines[changes.id] ?? EMPTY_TIMELINE;
      return [changes.id, takeSync(timeline, changes, asked[changes.id] ?? 0)];
    }),
  );
  const stored = Object.values(timelines).flatMap(({ known }) => known);
  return {
    ...state,
    session: 'signed-in',
    loadError: null,
    me: answer.me,
    realtime: answer.realtime,
    users: Object.fromEntries(answer.users.map((user) => [user.id, user])),
    channels: answer.channels.map(channelOf),
    timelines,
    pending: stillPending(state.pending, stored),
  };
}

function channelOf({ messages, reset, lastRev, ...channel }: ChannelChanges): Channel {
  return channel;
}
