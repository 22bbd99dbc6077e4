import { type ChannelState, readChanges } from '#db/queries/sync';
import type { ChannelChanges, RealtimeConfig, SyncRequest, SyncResponse, User } from '#lib/contracts/sync';
import { AppError } from '#lib/errors';
import type { Deps } from '../deps.ts';
import type { Env } from '../env.ts';
import type { Caller } from '../http/serve.ts';
import { presentMessage } from '../messages/present-message.ts';

/** What changed in the caller's channels since their cursors, and all a page needs to start: one round trip. */
export async function syncChannels(
  { db, env }: Deps,
  caller: Caller,
  input: SyncRequest,
): Promise<SyncResponse> {
  // before the question: what is stored while it is answered is not in the answer
  const serverTime = new Date().toISOString();
  const { people, channels } = await readChanges(db, caller.userId, input.cursors);
  const me = people.find((person) => person.id === caller.userId);
  if (!me) throw new AppError('unauthenticated', 'This account does not exist any more');
  return {
    me: { ...presentPerson(me), isOwner: me.role === 'owner' },
    users: people.map(presentPerson),
    realtime: realtimeOf(env, caller.origin),
    channels: channels.map(presentChanges),
    serverTime,
  };
}

function presentPerson({ id, name, email, image }: User): User {
  return { id, name, email, image };
}

function presentChanges(state: ChannelState): ChannelChanges {
  const { id, kind, name, topic, memberIds, lastSeq, lastRev, unread, mentions, reset, messages } = state;
  const { lastDeliveredSeq, lastReadSeq, othersDeliveredSeq, othersReadSeq } = state;
  const { isDefault, createdBy, archivedAt, viewEpoch, isFavourite, isMuted } = state;
  return {
    id,
    kind,
    name,
    topic,
    isDefault,
    createdBy,
    archivedAt: archivedAt?.toISOString() ?? null,
    viewEpoch,
    isFavourite,
    isMuted,
    ...(memberIds && { memberIds }),
    lastSeq,
    lastRev,
    lastDeliveredSeq,
    lastReadSeq,
    othersDeliveredSeq,
    othersReadSeq,
    unread,
    mentions,
    reset,
    messages: messages.map(presentMessage),
  };
}

/** No secret in here. Pusher is found by its cluster; the local stack's server is where the page itself came from. */
function realtimeOf(env: Env, origin: URL): RealtimeConfig {
  const { PUSHER_KEY: key, PUSHER_CLUSTER: cluster, PUSHER_TEAM_CHANNEL: teamChannel } = env;
  if (!env.PUSHER_HOST) return { key, cluster, teamChannel };
  return { key, cluster, teamChannel, wsHost: origin.hostname, wsPort: Number(origin.port), forceTLS: false };
}
