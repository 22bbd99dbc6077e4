import type { Message } from '#lib/contracts/messages';
import {
  MESSAGE_CHANGED,
  type MessageEvent,
  NEW_MESSAGE,
  PUSHER_EVENT_MAX_BYTES,
  userChannel,
} from '#lib/contracts/realtime';
import { triggerPusherEvent } from '#lib/pusher-server';
import type { Deps } from '../deps.ts';

/**
 * Tells a stored message to those who may hear of it: everybody for a public channel, else each member on their own channel.
 * Never fails: the message is saved, and who misses the event gets it from the next sync. False when it was not told.
 */
export function announceMessage(
  deps: Deps,
  message: Message,
  audience: readonly string[] | null,
  requestId: string,
): Promise<boolean> {
  return announce(deps, NEW_MESSAGE, message, audience, requestId);
}

/** Tells what has become of a message to those who heard of it. Never fails, as above. */
export function announceChange(
  deps: Deps,
  message: Message,
  audience: readonly string[] | null,
  requestId: string,
): Promise<boolean> {
  return announce(deps, MESSAGE_CHANGED, message, audience, requestId);
}

async function announce(
  { env, pusher }: Deps,
  event: typeof NEW_MESSAGE | typeof MESSAGE_CHANGED,
  message: Message,
  audience: readonly string[] | null,
  requestId: string,
): Promise<boolean> {
  const { channelId } = message;
  try {
    const topics = audience ? audience.map(userChannel) : [env.PUSHER_TEAM_CHANNEL];
    await triggerPusherEvent(pusher, topics, event, eventOf(message));
    console.log(`📡 Pusher event triggered for channel ${channelId} request=${requestId}`);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    console.error(`📡 Pusher event not triggered for channel ${channelId}: ${reason} request=${requestId}`);
    return false;
  }
}

/** What does not fit into an event is announced by id and fetched by its receivers. */
function eventOf(message: Message): MessageEvent {
  const { channelId, id, rev } = message;
  const whole = { channelId, message };
  const fits = Buffer.byteLength(JSON.stringify(whole)) <= PUSHER_EVENT_MAX_BYTES;
  return fits ? whole : { channelId, messageId: id, rev };
}
