import { findStanding } from '#db/queries/channel-access';
import { PRESENCE_CHANNEL, type PusherAuth, userChannel, viewOf } from '#lib/contracts/realtime';
import { AppError } from '#lib/errors';
import type { Actor, Deps } from '../deps.ts';

/**
 * Signs a subscription for this socket: to the team's channel, to the actor's own, to who is online, and to the view of
 * a conversation that the actor may read at this moment. To no other: what is unknown and what is foreign is the same 403.
 */
export async function authoriseSubscription(deps: Deps, actor: Actor, input: PusherAuth) {
  const { socket_id, channel_name } = input;
  if (channel_name === PRESENCE_CHANNEL) {
    // the names come from sync; what stands here would reach everybody who holds the key and a session
    return deps.pusher.authorizeChannel(socket_id, channel_name, { user_id: actor.userId, user_info: {} });
  }
  if (!(await mayHear(deps, actor, channel_name))) throw new AppError('forbidden', 'Not your channel');
  return deps.pusher.authorizeChannel(socket_id, channel_name);
}

async function mayHear({ env, db }: Deps, { userId }: Actor, name: string): Promise<boolean> {
  if (name === env.PUSHER_TEAM_CHANNEL || name === userChannel(userId)) return true;
  const view = viewOf(name);
  if (!view) return false;
  const standing = await findStanding(db, userId, view.channelId);
  return standing?.viewEpoch === view.epoch;
}
