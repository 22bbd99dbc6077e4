/** What the page says of its connection, and what it does about it. Pure: the clock is an argument, in epoch milliseconds. */
import type { Pace } from '#lib/polling';

/**
 * Connected: events arrive. Reconnecting: they will again. Offline: this device has no network.
 * Polling: the server answers but no events arrive, so it is asked every few seconds.
 */
export type Connection = 'connecting' | 'connected' | 'reconnecting' | 'offline' | 'polling';

/** Milliseconds without a socket after which live updates count as down. */
const DOWN_AFTER = 4_000;
/** Milliseconds between tries of a socket that does not open; pusher-js waits 15, 30, then 60 s. */
const TRY_EVERY = 10_000;
/** The same after Pusher refused (unknown key, the day's quota spent), when pusher-js does not try any more. */
const TRY_REFUSED_EVERY = 15_000;
/** Milliseconds in which nothing was heard after which a connected page makes sure. */
const HEARTBEAT = 60_000;
/** Milliseconds between requests for an event of one's own, while none arrives: when it does, live updates are back. */
const ECHO_EVERY = 30_000;
/** Milliseconds that whoever wakes the page has for opening the socket and asking, before anything else is due. */
const AFTER_WAKING = 2_500;
/** Milliseconds an event may take. */
const EVENT_WITHIN = 5_000;

export interface Link {
  readonly isOnline: boolean;
  readonly isVisible: boolean;
  /** Live: open and subscribed. Refused: Pusher does not want this page, and pusher-js gave up. */
  readonly socket: 'live' | 'down' | 'refused';
  /** Since when it is live, or is not. */
  readonly since: number;
  readonly wasLive: boolean;
  /** The socket looks well and brings nothing: Pusher over its quota does that. */
  readonly isDeaf: boolean;
  readonly hasSyncFailed: boolean;
  /** When the server was last asked. */
  readonly askedAt: number;
  /** When anything was last heard, by event or by answer. */
  readonly heardAt: number;
  /** When the last event came. */
  readonly eventAt: number;
  /** When the page itself last tried to open the socket. */
  readonly triedAt: number;
  /** When the page last asked for an event of its own. */
  readonly echoAt: number;
  /** When somebody last began to look at the page, or its network came back. */
  readonly wokeAt: number;
  readonly pace: Pace;
}

export type Duty = 'poll' | 'try socket' | 'heartbeat' | 'echo' | 'look';

export function connectionOf(link: Link, now: number): Connection {
  if (!link.isOnline) return 'offline';
  if (link.socket === 'live' && !link.isDeaf) return 'connected';
  if (isDown(link, now)) return link.hasSyncFailed ? 'reconnecting' : 'polling';
  return link.wasLive ? 'reconnecting' : 'connecting';
}

/** Live updates do not come, and will not in a moment. */
function isDown({ socket, isDeaf, since }: Link, now: number): boolean {
  if (socket === 'live') return isDeaf;
  return socket === 'refused' || now - since >= DOWN_AFTER;
}

/** What this page has to do, and when. Nothing while nobody looks at it or it has no network. */
export function dutiesOf(link: Link, now: number): ReadonlyArray<{ duty: Duty; at: number }> {
  if (!link.isOnline || !link.isVisible) return [];
  const duties = [...socketDuties(link, now), ...pollDuties(link, now)];
  return duties.map(({ duty, at }) => ({ duty, at: Math.max(at, link.wokeAt + AFTER_WAKING) }));
}

function socketDuties({ socket, since, triedAt, isDeaf, heardAt, echoAt }: Link, now: number) {
  if (socket === 'live' && isDeaf) return [{ duty: 'echo' as const, at: echoAt + ECHO_EVERY }];
  if (socket === 'live') return [{ duty: 'heartbeat' as const, at: heardAt + HEARTBEAT }];
  const every = socket === 'refused' ? TRY_REFUSED_EVERY : TRY_EVERY;
  const tries = { duty: 'try socket' as const, at: Math.max(since, triedAt) + every };
  const isYoung = socket === 'down' && now - since < DOWN_AFTER;
  return isYoung ? [tries, { duty: 'look' as const, at: since + DOWN_AFTER }] : [tries];
}

function pollDuties(link: Link, now: number) {
  // a question that failed is asked again with back-off, by whoever asked it
  if (!isDown(link, now) || link.hasSyncFailed) return [];
  return [{ duty: 'poll' as const, at: link.askedAt + link.pace.every * 1_000 }];
}

/**
 * Whether an answer proves that events do not arrive: it brought a message, made while the socket was live, that should
 * have come as an event long ago, and nothing else has come since it was made.
 * @param createdAt ISO times of the messages that were not known before, by the server's clock, as is `serverTime`
 * @param askedAt when the question was asked: what is that old there is at least that old here
 */
export function provesDeaf(
  { socket, since, eventAt }: Link,
  { createdAt, serverTime, askedAt }: { createdAt: readonly string[]; serverTime: string; askedAt: number },
): boolean {
  if (socket !== 'live') return false;
  return createdAt.some((time) => {
    const age = Date.parse(serverTime) - Date.parse(time);
    const made = askedAt - age;
    return age > EVENT_WITHIN && made > since && made > eventAt;
  });
}
