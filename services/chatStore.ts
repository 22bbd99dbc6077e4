import { createStore } from 'zustand/vanilla';
import type { ChannelChanges, RealtimeConfig, User } from '#lib/contracts/sync';
import type { ChannelTimeline } from '#lib/timeline/channel-timeline';
import type { PendingMessage } from '#lib/timeline/pending';

/** Connected: events arrive. Reconnecting: they will again. Offline: this device has no network. */
export type Connection = 'connecting' | 'connected' | 'reconnecting' | 'offline';

/** Expired: somebody was signed in on this page and has to sign in again; nothing of theirs is thrown away. */
type Session = 'unknown' | 'signed-out' | 'signed-in' | 'expired';

export type Channel = Omit<ChannelChanges, 'messages' | 'reset' | 'lastRev'>;

/** Everything the page shows. Written by services alone; components read it through `useChat`. */
export interface ChatState {
  session: Session;
  me: User | null;
  users: Readonly<Record<string, User>>;
  /** In the order of the sidebar. */
  channels: readonly Channel[];
  timelines: Readonly<Record<string, ChannelTimeline>>;
  /** What was written here and is not stored yet, oldest first, of all channels. */
  pending: readonly PendingMessage[];
  connection: Connection;
  /** How to listen; known since the first sync. */
  realtime: RealtimeConfig | null;
  /** Why nothing could be loaded at first, as a sentence; null once something was. */
  loadError: string | null;
}

export const initialChat: ChatState = {
  session: 'unknown',
  me: null,
  users: {},
  channels: [],
  timelines: {},
  pending: [],
  connection: 'connecting',
  realtime: null,
  loadError: null,
};

export const chatStore = createStore<ChatState>(() => initialChat);
