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
let listening: { client: Client; stop(): void } | undefined;

/** Hears what this person may hear. Called again with the same account it changes nothing. */
export function listen(config: RealtimeConfig, myId: string): void {
  const client = getPusherClient(config, authoriseSubscription satisfies Authorise);
  if (listening?.client === client) return;
  listening?.stop();
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
  showState();
  listening = {
    client,
    stop() {
      for (const channel of subscriptions) channel.unbind();
      client.connection.unbind('state_change', showState);
      window.removeEventListener('online', showState);
      window.removeEventListener('offline', showState);
    },
  };
}

export function stopListening(): void {
  listening?.stop();
  listening = undefined;
  closePusherClient();
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
  chatStore.setState((state) => withMessage(state, message));
  if (isBehind(chatStore.getState())) catchUpSoon(REORDER_GRACE);
}

let wasConnected = false;

function connectionOf(state: string): Connection {
  if (!navigator.onLine) return 'offline';
  if (state === 'connected') {
    wasConnected = true;
    return 'connected';
  }
  return wasConnected || state === 'unavailable' || state === 'failed' ? 'reconnecting' : 'connecting';
}
