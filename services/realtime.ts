import {
  CHANNEL_CHANGED,
  ChannelEvent,
  MESSAGE_CHANGED,
  MessageEvent,
  NEW_MESSAGE,
  userChannel,
} from '#lib/contracts/realtime';
import type { RealtimeConfig } from '#lib/contracts/sync';
import {
  type Authorise,
  closePusherClient,
  getPusherClient,
  isPusherLoaded,
  loadPusher,
  type PusherClient,
} from '#lib/pusher-client';
import { catchUpNow, catchUpSoon, wasJustAsked } from './catchUp.ts';
import { chatStore } from './chatStore.ts';
import { isBehind, withMessage } from './chatTransitions.ts';
import { noteEvent, noteSocket, stopWatchingConnection, watchConnection } from './connection.ts';
import { authoriseSubscription, indicateTyping } from './internalChatService.ts';
import { wakeOutbox } from './outbox.ts';
import {
  attachClient,
  detachClient,
  isSubscribed,
  joinChannel,
  renewRefused,
  watched,
} from './realtimeChannels.ts';
import { watchWaking } from './wake.ts';

export { joinChannel };

/** Milliseconds an event that overtook its predecessor waits for it before a sync is asked for. */
const REORDER_GRACE = 250;

/** Milliseconds over which the pages of a team ask when all of them hear the same. */
const SPREAD = 500;

/** Milliseconds that one subscription waits for the others of its connection: together they are one sync. */
const OTHERS_WITHIN = 1_000;
/** Milliseconds that a sync waits for a socket that is being opened. */
const SOCKET_FIRST = 1_500;
/** Milliseconds within which a page that wakes hears of it from several sides: it is seen, and has its network back. */
const SAME_WAKING = 3_000;
/** Milliseconds within which an open socket answers. */
const SIGN_OF_LIFE_WITHIN = 6_000;

interface Listening {
  client: PusherClient;
  as: string;
  /** Without these, nothing is live. */
  names: readonly string[];
  stop(): void;
}

/** Whom to listen for when pusher-js is loaded. */
interface Awaited {
  config: RealtimeConfig;
  myId: string;
  as: string;
}

let listening: Listening | undefined;
let awaited: Awaited | undefined;
let isReopening = false;
let wokenAt = 0;

/** Hears what this person may hear. Called again for the same person and account it changes nothing. */
export function listen(config: RealtimeConfig, myId: string): void {
  const as = `${myId} ${JSON.stringify(config)}`;
  if ((listening ?? awaited)?.as === as) return;
  // the socket too: it is signed for the person before
  stopListening();
  watchConnection(reconnect, askForEcho);
  awaited = { config, myId, as };
  if (isPusherLoaded()) openSocket(awaited);
  else void loadFirst();
}

/** When that fails, the next try of the socket loads it; until then the page asks, as it does without a socket. */
async function loadFirst(): Promise<void> {
  await loadPusher().catch(() => undefined);
  if (awaited && isPusherLoaded()) openSocket(awaited);
}

function openSocket({ config, myId, as }: Awaited): void {
  awaited = undefined;
  const client = getPusherClient(config, watched(authoriseSubscription satisfies Authorise));
  const names = [config.teamChannel, userChannel(myId)];
  const sleep = watchWaking(wake);
  const leaves = names.map((name) => joinChannel(name, news));
  listening = {
    client,
    as,
    names,
    stop() {
      sleep();
      detachClient();
      for (const leave of leaves) leave();
      client.connection.unbind('connecting_in', showSocket);
      client.unbind_global(noteAnyEvent);
    },
  };
  attachClient(client, showSocket);
  // a socket that was lost a moment ago still has the state it had
  client.connection.bind('connecting_in', showSocket);
  client.bind_global(noteAnyEvent);
  showSocket();
}

export function stopListening(): void {
  if (!listening && !awaited) return;
  listening?.stop();
  listening = undefined;
  awaited = undefined;
  askedAbout.clear();
  stopWatchingConnection();
  closePusherClient();
  chatStore.setState({ connection: 'connecting' });
}

/** pusher-js waits up to 60 s between tries; this one is now. */
export function reconnect(): void {
  if (awaited) void loadFirst();
  if (!listening) return;
  isReopening = true;
  listening.client.disconnect();
  listening.client.connect();
  isReopening = false;
  showSocket();
}

/**
 * The page was asleep. A socket that is open is asked for a sign of life. One that is not is opened, and its subscriptions
 * bring the sync: asked for before, it would have to be asked for again.
 */
function wake(): void {
  const now = Date.now();
  // without a network nothing can be done yet: its return wakes the page
  if (!navigator.onLine || now - wokenAt < SAME_WAKING) return;
  wokenAt = now;
  renewRefused();
  wakeOutbox();
  if (listening && socketOf(listening) === 'live') {
    probe(() => {
      if (!wasJustAsked(SAME_WAKING)) catchUpNow();
    });
    // a socket that does not answer at once may be gone; then its successor's subscription would ask again
    catchUpNow(SOCKET_FIRST);
  } else {
    reconnect();
    catchUpNow(SOCKET_FIRST);
  }
}

/**
 * An event of its own: when it comes back, events arrive again. It goes to those who see the same conversation, for whom it
 * is no news.
 */
function askForEcho(): void {
  const { me, openChannelId } = chatStore.getState();
  if (me && openChannelId) indicateTyping(me.id, openChannelId, false).catch(() => undefined);
}

let probing: ReturnType<typeof setTimeout> | undefined;

/**
 * A healthy socket stays: a new one would be news for everybody who sees who is online.
 * @param found it is healthy
 */
function probe(found: () => void): void {
  const { connection } = listening?.client ?? {};
  if (!connection || probing !== undefined) return;
  const stop = () => {
    clearTimeout(probing);
    probing = undefined;
    connection.unbind('message', hear);
    connection.unbind('state_change', stop);
  };
  probing = setTimeout(() => {
    stop();
    reconnect();
  }, SIGN_OF_LIFE_WITHIN);
  const hear = (message: unknown) => {
    // anything else may have been under way since before the socket died
    if (!isPong(message)) return;
    stop();
    found();
  };
  connection.bind('message', hear);
  connection.bind('state_change', stop);
  connection.send_event('pusher:ping', {});
}

function isPong(message: unknown): boolean {
  return (message as { event?: unknown } | undefined)?.event === 'pusher:pong';
}

function showSocket(): void {
  if (listening && !isReopening) noteSocket(socketOf(listening));
}

function socketOf({ client, names }: Listening): 'live' | 'down' | 'refused' {
  const { state, connection } = client.connection;
  if (state === 'connected' && connection) return names.every(isSubscribed) ? 'live' : 'down';
  // pusher-js gives up for good only when it is told to
  return state === 'failed' || state === 'disconnected' ? 'refused' : 'down';
}

function noteAnyEvent(name: string): void {
  if (!name.startsWith('pusher:')) noteEvent();
}

const news = {
  [NEW_MESSAGE]: hear,
  [MESSAGE_CHANGED]: hear,
  [CHANNEL_CHANGED]: hearOfChannel,
  // on every subscription, so after every lost connection: Pusher keeps nothing of what was said meanwhile
  'pusher:subscription_succeeded': () => {
    if (listening?.names.every(isSubscribed)) catchUpNow();
    else catchUpSoon(OTHERS_WITHIN);
  },
};

function hear(data: unknown): void {
  const event = MessageEvent.safeParse(data);
  // an event this page does not understand, or one too large to carry its message: the server knows what it was
  if (!event.success || !('message' in event.data)) {
    catchUpSoon();
    return;
  }
  const { message } = event.data;
  if (!isMine(message.channelId)) return;
  chatStore.setState((state) => withMessage(state, message));
  if (isBehind(chatStore.getState())) catchUpSoon(REORDER_GRACE);
}

/** What has changed, and whether it is still this person's affair, the server knows. */
function hearOfChannel(data: unknown): void {
  const event = ChannelEvent.safeParse(data);
  if (event.success) askedAbout.delete(event.data.channelId);
  // the whole team may hear this at the same moment
  catchUpSoon(Math.random() * SPREAD);
}

/** Channels of events that a sync was asked about; it did not bring those that this person has not joined. */
const askedAbout = new Set<string>();

function isMine(channelId: string): boolean {
  const { channels } = chatStore.getState();
  if (channels.some(({ id }) => id === channelId)) return true;
  if (!askedAbout.has(channelId)) catchUpSoon();
  askedAbout.add(channelId);
  return false;
}
