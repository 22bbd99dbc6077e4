import { MessageEvent, NEW_MESSAGE, userChannel } from '#lib/contracts/realtime';
import type { RealtimeConfig } from '#lib/contracts/sync';
import { type Authorise, closePusherClient, getPusherClient } from '#lib/pusher-client';
import { catchUpSoon } from './catchUp.ts';
import { type Connection, chatStore } from './chatStore.ts';
import { isBehind, withMessage } from './chatTransitions.ts';
import { authoriseSubscription } from './internalChatService.ts';

/** Milliseconds an event that overtook its predecessor waits for it before a sync is asked for. */
const REORDER_GRACE = 250;

type Client = ReturnType<typeof getPusherClient>;
let wasConnected = false;
let listening: { client: Client; as: string; stop(): void } | undefined;

/** Hears what this person may hear. Called again for the same person and account it changes nothing. */
export function listen(config: RealtimeConfig, myId: string): void {
  const as = `${myId} ${JSON.stringify(config)}`;
  if (listening?.as === as) return;
  // the socket too: it is signed for the person before
  stopListening();
  const client = getPusherClient(config, authoriseSubscription satisfies Authorise);
  const subscriptions = [config.teamChannel, userChannel(myId)].map((name) => {
    const channel = client.subscribe(name);
    channel.bind(NEW_MESSAGE, hear);
    // on every subscription, so after every lost connection: Pusher keeps nothing of what was said meanwhile
    channel.bind('pusher:subscription_succeeded', () => catchUpSoon());
    return channel;
  });
  const showState = () => chatStore.setState({ connection: connectionOf(client.connection.state) });
  client.connection.bind('state_change', showState);
  window.addEventListener('online', showState);
  window.addEventListener('offline', showState);
  listening = {
    client,
    as,
    stop() {
      for (const channel of subscriptions) channel.unbind();
      client.connection.unbind('state_change', showState);
      window.removeEventListener('online', showState);
      window.removeEventListener('offline', showState);
    },
  };
  showState();
}

export function stopListening(): void {
  if (!listening) return;
  listening.stop();
  listening = undefined;
  askedAbout.clear();
  wasConnected = false;
  closePusherClient();
  chatStore.setState({ connection: 'connecting' });
}

/** pusher-js waits up to 60 s between tries; this one is now. */
export function reconnect(): void {
  listening?.client.disconnect();
  listening?.client.connect();
}

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

/** Channels of events that a sync was asked about; it did not bring those that this person has not joined. */
const askedAbout = new Set<string>();

function isMine(channelId: string): boolean {
  const { channels } = chatStore.getState();
  if (channels.some(({ id }) => id === channelId)) return true;
  if (!askedAbout.has(channelId)) catchUpSoon();
  askedAbout.add(channelId);
  return false;
}

function connectionOf(state: string): Connection {
  if (!navigator.onLine) return 'offline';
  if (state === 'connected') {
    wasConnected = true;
    return 'connected';
  }
  return wasConnected || state === 'unavailable' || state === 'failed' ? 'reconnecting' : 'connecting';
}
