import { CHANNEL_CHANGED, type ChannelEvent, userChannel } from '#lib/contracts/realtime';
import { triggerPusherEvent } from '#lib/pusher-server';
import type { Deps } from '../deps.ts';

/**
 * Tells those who may hear of it that something about a channel has changed: the whole team, or these people. The event
 * says no more than that: what has changed they ask for, and each is told what they may know.
 * Never fails: the change is stored, and who misses the event learns of it with the next sync.
 */
export async function announceChannel(
  { env, pusher }: Deps,
  channelId: string,
  audience: 'team' | readonly string[],
  requestId: string,
): Promise<void> {
  const topics = audience === 'team' ? [env.PUSHER_TEAM_CHANNEL] : [...new Set(audience)].map(userChannel);
  const event: ChannelEvent = { channelId };
  try {
    await triggerPusherEvent(pusher, topics, CHANNEL_CHANGED, event);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    console.error(`📡 Change not triggered for channel ${channelId}: ${reason} request=${requestId}`);
  }
}
