import type { Options, default as Pusher } from 'pusher-js';
import type { RealtimeConfig } from '#lib/contracts/sync';

/** Asks our server for the signature of a subscription. */
export type Authorise = (
  socketId: string,
  channelName: string,
) => Promise<{ auth: string; channel_data?: string | undefined }>;

export type PusherClient = Pusher;
export type PusherChannel = ReturnType<Pusher['subscribe']>;

let loaded: typeof Pusher | undefined;

/** Loads pusher-js, a sixth of all the page's code: what was said is on the screen without it. */
export async function loadPusher(): Promise<void> {
  loaded ??= (await import('pusher-js')).default;
}

export function isPusherLoaded(): boolean {
  return loaded !== undefined;
}

let client: { pusher: Pusher; config: string } | undefined;

/**
 * The one Pusher connection of this page; opened on the first call, and anew when the account behind it changes.
 * @throws when `loadPusher` has not ended
 */
export function getPusherClient(config: RealtimeConfig, authorise: Authorise): Pusher {
  const wanted = JSON.stringify(config);
  if (client?.config === wanted) return client.pusher;
  if (!loaded) throw new Error('pusher-js is not loaded');
  client?.pusher.disconnect();
  forgetTransport();
  client = { pusher: new loaded(config.key, optionsOf(config, authorise)), config: wanted };
  return client.pusher;
}

export function closePusherClient(): void {
  client?.pusher.disconnect();
  client = undefined;
}

/**
 * pusher-js remembers how it connected last and how long that took; the next time it gives up after twice that, which a
 * busy machine does not manage, and begins anew. With WebSockets alone there is nothing to remember.
 */
function forgetTransport(): void {
  try {
    for (const key of ['pusherTransportTLS', 'pusherTransportNonTLS']) localStorage.removeItem(key);
  } catch {
    // storage that is switched off remembers nothing either
  }
}

function optionsOf(
  { cluster, wsHost, wsPort, forceTLS = true }: RealtimeConfig,
  authorise: Authorise,
): Options {
  return {
    cluster,
    forceTLS,
    // no fallback hosts, which the Content-Security-Policy refuses as well; the local stack has no TLS
    enabledTransports: forceTLS ? ['ws', 'wss'] : ['ws'],
    disableStats: true,
    // a silent socket would look connected for up to 150 s with Pusher's defaults. Milliseconds.
    activityTimeout: 30_000,
    pongTimeout: 6_000,
    ...(wsHost !== undefined && { wsHost }),
    ...(wsPort !== undefined && { wsPort, wssPort: wsPort }),
    channelAuthorization: {
      // pusher-js asks for these two even when a handler does the work
      transport: 'ajax',
      endpoint: '',
      customHandler: ({ socketId, channelName }, done) => {
        authorise(socketId, channelName).then(
          ({ auth, channel_data }) =>
            done(null, { auth, ...(channel_data !== undefined && { channel_data }) }),
          (error) => done(error, null),
        );
      },
    },
  };
}
