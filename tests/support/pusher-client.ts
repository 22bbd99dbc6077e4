import Pusher, { type ChannelAuthorizationCallback } from 'pusher-js';
import type { Stack } from '#local/stack';

type Signature = NonNullable<Parameters<ChannelAuthorizationCallback>[1]>;

/**
 * The page's own pusher-js, in Node.
 * @param authorise gives the signature for a socket and a channel; a rejection is a refused subscription
 */
export function connectPusher(
  { settings, port }: Pick<Stack, 'settings' | 'port'>,
  authorise: (socketId: string, channelName: string) => Promise<Signature>,
): Pusher {
  return new Pusher(settings.PUSHER_KEY, {
    cluster: 'local',
    wsHost: '127.0.0.1',
    wsPort: port,
    forceTLS: false,
    enabledTransports: ['ws'],
    channelAuthorization: {
      transport: 'ajax',
      endpoint: '',
      customHandler: ({ socketId, channelName }, done) => {
        authorise(socketId, channelName).then(
          (signature) => done(null, signature),
          (error) => done(error, null),
        );
      },
    },
  });
}
