import { type PusherAuth, userChannel } from '#lib/contracts/realtime';
import { AppError } from '#lib/errors';
import type { Actor, Deps } from '../deps.ts';

/** Signs a subscription for this socket: to the team's channel, and to the actor's own, to no other. */
export async function authoriseSubscription({ env, pusher }: Deps, actor: Actor, input: PusherAuth) {
  const allowed = [env.PUSHER_TEAM_CHANNEL, userChannel(actor.userId)];
  if (!allowed.includes(input.channel_name)) throw new AppError('forbidden', 'Not your channel');
  return pusher.authorizeChannel(input.socket_id, input.channel_name);
}
