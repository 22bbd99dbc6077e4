/** Who is online, as the presence channel tells it. Without it nobody is called offline. */
import * as z from 'zod/mini';
import { PRESENCE_CHANNEL } from '#lib/contracts/realtime';
import * as presences from '#lib/presence';
import { type ChatState, chatStore } from './chatStore.ts';
import { joinChannel } from './realtime.ts';
import { isSubscribed } from './realtimeChannels.ts';

/** What pusher-js gives with its own events. */
const Members = z.object({ members: z.record(z.string(), z.unknown()) });
const Member = z.object({ id: z.string() });

let watching: { myId: string; leave(): void } | null = null;
let presence = presences.UNKNOWN_PRESENCE;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Watches for whoever is signed in. Without effect while that and the connection stay the same. */
export function tendPresence({ session, me, connection }: ChatState): void {
  const myId = session === 'signed-in' && me ? me.id : null;
  if (myId !== (watching?.myId ?? null)) {
    stop();
    if (myId && !watching) start(myId);
  }
  if (!watching) return;
  if (connection !== 'connected') change(presences.lose(presence, Date.now()));
  // its list may have come before the page was connected: other subscriptions were still under way
  else if (presences.isLost(presence) && isSubscribed(PRESENCE_CHANNEL)) askAgain(watching);
}

/** Who joins a channel that is heard already is told its list. */
function askAgain({ myId, leave }: { myId: string; leave(): void }): void {
  start(myId);
  leave();
}

function start(myId: string): void {
  const leave = joinChannel(PRESENCE_CHANNEL, {
    'pusher:subscription_succeeded': (data) => {
      const list = Members.safeParse(data);
      if (list.success)
        change(presences.takeList(presence, [...Object.keys(list.data.members), myId], Date.now()));
    },
    'pusher:member_added': (data) => withMember(data, (id) => presences.arrive(presence, id)),
    'pusher:member_removed': (data) =>
      withMember(data, (id) => (id === myId ? presence : presences.leave(presence, id, Date.now()))),
    // refused, because the channel is full or for another reason: then it is not known, and nothing else is lost
    'pusher:subscription_error': () => change(presences.lose(presence, Date.now())),
  });
  watching = { myId, leave };
}

function stop(): void {
  watching?.leave();
  watching = null;
  change(presences.UNKNOWN_PRESENCE);
}

function withMember(data: unknown, next: (id: string) => presences.Presence): void {
  const member = Member.safeParse(data);
  if (member.success) change(next(member.data.id));
}

function change(next: presences.Presence): void {
  if (next === presence) return;
  presence = next;
  clearTimeout(timer);
  const settlesAt = presences.nextSettling(next);
  if (settlesAt !== null) timer = setTimeout(settle, settlesAt - Date.now());
  show(presences.onlineIn(next));
}

function settle(): void {
  change(presences.settle(presence, Date.now()));
}

function show(online: ReadonlySet<string> | null): void {
  const shown = chatStore.getState().online;
  const isSame = shown?.size === online?.size && [...(online ?? [])].every((id) => shown?.has(id));
  if (!isSame) chatStore.setState({ online });
}
