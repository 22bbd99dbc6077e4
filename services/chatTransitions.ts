/** How the state of the chat changes with what is heard. Pure; the effects are in `chat.ts` and its neighbours. */
import { nameOfPeople } from '#lib/channels/names';
import type { Message } from '#lib/contracts/messages';
import type { ChannelChanges, SyncResponse } from '#lib/contracts/sync';
import {
  type ChannelTimeline,
  EMPTY_TIMELINE,
  hasGap,
  hearMessage,
  takeSync,
} from '#lib/timeline/channel-timeline';
import { newestChange } from '#lib/timeline/completeness';
import { stillPending } from '#lib/timeline/pending';
import { type Channel, type ChatState, initialChat } from './chatStore.ts';
import { withoutLosing } from './receiptTransitions.ts';

/** How far each channel is known without a hole: what a sync is asked with. */
export function cursorsOf({ timelines }: ChatState): Record<string, number> {
  return Object.fromEntries(Object.entries(timelines).map(([channelId, { cursor }]) => [channelId, cursor]));
}

/** True while something was heard of that only a sync can bring. */
export function isBehind({ timelines }: ChatState): boolean {
  return Object.values(timelines).some(hasGap);
}

/**
 * Another person takes over the page. What the one before could not send is in the outbox's storage until they come back,
 * or here where nothing can be stored: theirs, unseen by anybody else.
 */
export function withoutPerson({ pending, isStorageBlocked }: ChatState): ChatState {
  return { ...initialChat, isStorageBlocked, pending: isStorageBlocked ? pending : [] };
}

/** An event or an answer brought a message. */
export function withMessage(state: ChatState, message: Message): ChatState {
  const { channelId } = message;
  const timeline = state.timelines[channelId] ?? EMPTY_TIMELINE;
  const heard = hearMessage(timeline, message);
  const pending = stillPending(state.pending, [message]);
  if (heard === timeline && pending === state.pending) return state;
  const completeTo = withProof(state.completeTo, channelId, newestChange(heard, timeline.cursor));
  return { ...state, pending, completeTo, timelines: { ...state.timelines, [channelId]: heard } };
}

/** The page has everything of this channel up to then; it never has less than before. */
function withProof(proofs: ChatState['completeTo'], channelId: string, upTo: string | null) {
  const before = proofs[channelId];
  if (upTo === null || (before !== undefined && Date.parse(before) >= Date.parse(upTo))) return proofs;
  return { ...proofs, [channelId]: upTo };
}

/** @param asked the cursors that were sent with the question */
export function withSync(state: ChatState, answer: SyncResponse, asked: Record<string, number>): ChatState {
  const timelines = Object.fromEntries(
    answer.channels.map((changes) => {
      const timeline = state.timelines[changes.id] ?? EMPTY_TIMELINE;
      // under a reader's eyes nothing disappears
      const keeps = changes.id === state.openChannelId;
      return [changes.id, takeSync(timeline, changes, asked[changes.id] ?? 0, keeps)];
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
    channels: answer.channels.map((changes) => channelOf(changes, answer, state)),
    timelines,
    completeTo: Object.keys(timelines).reduce(
      (proofs, channelId) => withProof(proofs, channelId, answer.serverTime),
      state.completeTo,
    ),
    pending: stillPending(state.pending, stored),
  };
}

/** The messages of an answer that this page had never heard of. */
export function newTo({ timelines }: ChatState, answer: SyncResponse): Message[] {
  return answer.channels.flatMap(({ id, messages }) => {
    if (messages.length === 0) return [];
    const known = new Set(timelines[id]?.known.map((message) => message.id));
    return messages.filter((message) => !known.has(message.id));
  });
}

/** Changes one channel's timeline, where there is one. What a page of history has is stored, whether or not its answer came. */
export function withTimeline(
  { timelines, pending }: ChatState,
  channelId: string,
  change: (timeline: ChannelTimeline) => ChannelTimeline,
): Pick<ChatState, 'timelines' | 'pending'> {
  const timeline = timelines[channelId];
  if (!timeline) return { timelines, pending };
  const changed = change(timeline);
  return {
    timelines: { ...timelines, [channelId]: changed },
    pending: stillPending(pending, changed.known),
  };
}

function channelOf(changes: ChannelChanges, answer: SyncResponse, { channels, choices }: ChatState): Channel {
  const { messages, reset, lastRev, ...channel } = changes;
  const named = { ...channel, name: nameOf(changes, answer), ...choices[channel.id] };
  return withoutLosing(
    named,
    channels.find(({ id }) => id === channel.id),
  );
}

function nameOf({ kind, name, memberIds = [] }: ChannelChanges, { me, users }: SyncResponse): string {
  if (kind !== 'direct') return name;
  const others = memberIds.filter((id) => id !== me.id);
  const names = others.map((id) => users.find((user) => user.id === id)?.name ?? 'former member');
  return nameOfPeople(names, me.name);
}
