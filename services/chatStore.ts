import { createStore } from 'zustand/vanilla';
import type { Connection } from '#lib/connection';
import type { ChannelChanges, Me, RealtimeConfig, User } from '#lib/contracts/sync';
import type { ChannelTimeline } from '#lib/timeline/channel-timeline';
import type { PendingMessage } from '#lib/timeline/pending';

export type { Connection };

/** Expired: somebody was signed in on this page and has to sign in again; nothing of theirs is thrown away. */
type Session = 'unknown' | 'signed-out' | 'signed-in' | 'expired';

/** A direct message is named after its people. */
export type Channel = Omit<ChannelChanges, 'messages' | 'reset' | 'lastRev'>;

/** How one sees a channel oneself. */
export type ChannelChoice = Partial<Pick<Channel, 'isFavourite' | 'isMuted'>>;

/** Everything the page shows. Written by services alone; components read it through `useChat`. */
export interface ChatState {
  session: Session;
  me: Me | null;
  users: Readonly<Record<string, User>>;
  /** In the order of the sidebar. */
  channels: readonly Channel[];
  timelines: Readonly<Record<string, ChannelTimeline>>;
  /** What was written here and is not stored yet, oldest first, of all channels. */
  pending: readonly PendingMessage[];
  connection: Connection;
  /** Seconds between two questions while `connection` is `polling`. */
  pollEvery: number;
  /** The conversation that is on screen. */
  openChannelId: string | null;
  /** Per channel, the server's time (ISO) up to which this page knows that it has everything. */
  completeTo: Readonly<Record<string, string>>;
  /** Ids of who is online; null while that is not known. */
  online: ReadonlySet<string> | null;
  /** Names of who is typing, per channel, in the order in which they began. */
  typing: Readonly<Record<string, readonly string[]>>;
  /** Channels that were marked unread by hand: they stay so until one leaves them or writes there. */
  heldUnread: ReadonlySet<string>;
  /** Per channel, what was chosen here and the answers of the server may not know yet. */
  choices: Readonly<Record<string, ChannelChoice>>;
  /** True when this browser lets nothing be stored: what waits to be sent is lost with the page. */
  isStorageBlocked: boolean;
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
  pollEvery: 5,
  openChannelId: null,
  completeTo: {},
  online: null,
  typing: {},
  heldUnread: new Set(),
  choices: {},
  isStorageBlocked: false,
  realtime: null,
  loadError: null,
};

export const chatStore = createStore<ChatState>(() => initialChat);
