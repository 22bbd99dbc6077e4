import type { Call } from '#db/queries/mentions';
import { PRESENCE_CHANNEL, PRESENCE_MAX } from '#lib/contracts/realtime';
import { mentionsOf } from '#lib/mentions';
import { readPusherUsers } from '#lib/pusher-server';
import type { Deps } from '../deps.ts';

/** Whom a text calls. Who is online is asked only when it addresses them; while that is not known, it calls every member. */
export async function callsOf(deps: Deps, content: string, requestId: string): Promise<Call> {
  const { userIds, channel, here } = mentionsOf(content);
  const online = here && !channel ? await readOnline(deps, requestId) : [];
  return { all: channel || online === null, named: userIds, present: online ?? [] };
}

async function readOnline({ pusher }: Deps, requestId: string): Promise<string[] | null> {
  try {
    const ids = await readPusherUsers(pusher, PRESENCE_CHANNEL);
    // a full channel turns people away who are online as well
    return ids.length >= PRESENCE_MAX ? null : ids;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    console.error(`📡 Who is online is not known: ${reason} request=${requestId}`);
    return null;
  }
}
