import type { App } from './app.ts';
import { allowsClientEvents, isPresence } from './channel-names.ts';
import { CLIENT_EVENT_RATE_EXCEEDED } from './close-codes.ts';
import type { Connection } from './connection.ts';
import { countOf } from './counts.ts';
import { encode, type Incoming } from './frames.ts';
import { CLIENT_EVENTS_PER_SECOND, EVENT_DATA_MAX_BYTES, EVENT_NAME_MAX_LENGTH } from './limits.ts';
import { Refusal } from './refusal.ts';

export const isClientEvent = (event: string) => event.startsWith('client-');

/** Passes on what one subscriber tells the others without a server in between. */
export function relayClientEvent(app: App, connection: Connection, { event, channel, data }: Incoming): void {
  if (channel === undefined || !allowsClientEvents(channel)) {
    throw new Refusal('Client event rejected - only supported on private and presence channels');
  }
  if (!connection.channelNames.has(channel)) {
    throw new Refusal(`Client event rejected - you are not subscribed to channel ${channel}`);
  }
  if (event.length > EVENT_NAME_MAX_LENGTH) throw new Refusal('Client event rejected - its name is too long');
  if (Buffer.byteLength(textOf(data)) > EVENT_DATA_MAX_BYTES) {
    throw new Refusal(`Client event rejected - its data exceeds ${EVENT_DATA_MAX_BYTES} bytes`);
  }
  if (!connection.clientEvents.allows()) {
    const limit = `Client event rejected - more than ${CLIENT_EVENTS_PER_SECOND} a second`;
    throw new Refusal(limit, CLIENT_EVENT_RATE_EXCEEDED);
  }

  const sender = senderOn(app, connection, channel);
  app.counts.clientEvents += 1;
  countOf(app.counts, event).published += 1;
  const frame = encode({ event, channel, data, ...sender });
  app.deliveries.deliver(event, frame, app.channels.subscribersOf(channel), connection.socketId);
  app.webhooks.tell({
    name: 'client_event',
    channel,
    event,
    data: textOf(data),
    socket_id: connection.socketId,
    ...sender,
  });
}

/** On a presence channel an event says, vouched for by the server, who sent it. */
function senderOn(app: App, { socketId }: Connection, channel: string): { user_id?: string } {
  const userId = isPresence(channel) ? app.channels.find(channel)?.members.userIdOf(socketId) : undefined;
  return userId === undefined ? {} : { user_id: userId };
}

const textOf = (data: unknown) => (typeof data === 'string' ? data : (JSON.stringify(data) ?? ''));
