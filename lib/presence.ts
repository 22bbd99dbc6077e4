/** Who is online, without flicker: who comes is there at once, who goes stays for a moment. Pure: the clock is an argument. */
import { PRESENCE_MAX } from '#lib/contracts/realtime';

/** Milliseconds somebody who left still counts as online: a reload is no absence. */
const LEAVE_GRACE = 5_000;

/** Ids to epoch milliseconds: when somebody stops counting as online, Infinity while they are there. */
export interface Presence {
  /** Null while nothing is known. */
  readonly until: Readonly<Record<string, number>> | null;
  /** When what is known is too old to say anything, Infinity while it is kept up to date. */
  readonly knownUntil: number;
}

export const UNKNOWN_PRESENCE: Presence = { until: null, knownUntil: Number.POSITIVE_INFINITY };

/** The list that comes with a subscription. Who was there before and is not in it has just left. */
export function takeList(presence: Presence, ids: readonly string[], now: number): Presence {
  const listed = Object.fromEntries(ids.map((id) => [id, Number.POSITIVE_INFINITY]));
  const gone = Object.entries(presence.until ?? {}).filter(([id]) => !(id in listed));
  const leaving = gone.map(([id, until]) => [id, Math.min(until, now + LEAVE_GRACE)]);
  return { until: { ...Object.fromEntries(leaving), ...listed }, knownUntil: Number.POSITIVE_INFINITY };
}

export function arrive(presence: Presence, id: string): Presence {
  return presence.until
    ? { ...presence, until: { ...presence.until, [id]: Number.POSITIVE_INFINITY } }
    : presence;
}

export function leave(presence: Presence, id: string, now: number): Presence {
  if (presence.until?.[id] !== Number.POSITIVE_INFINITY) return presence;
  return { ...presence, until: { ...presence.until, [id]: now + LEAVE_GRACE } };
}

/** Nobody tells this page who comes and goes any more: what it knows lasts for the same moment. */
export function lose(presence: Presence, now: number): Presence {
  if (isLost(presence)) return presence;
  return { ...presence, knownUntil: now + LEAVE_GRACE };
}

export function isLost({ until, knownUntil }: Presence): boolean {
  return !until || Number.isFinite(knownUntil);
}

/** Drops what is too old. */
export function settle(presence: Presence, now: number): Presence {
  const { until, knownUntil } = presence;
  if (!until) return presence;
  if (knownUntil <= now) return UNKNOWN_PRESENCE;
  const still = Object.entries(until).filter(([, end]) => end > now);
  return still.length === Object.keys(until).length
    ? presence
    : { ...presence, until: Object.fromEntries(still) };
}

/** When `settle` has something to do; null while only news can change anything. */
export function nextSettling({ until, knownUntil }: Presence): number | null {
  if (!until) return null;
  const next = Math.min(knownUntil, ...Object.values(until));
  return Number.isFinite(next) ? next : null;
}

export function onlineIn({ until }: Presence): ReadonlySet<string> | null {
  return until && new Set(Object.keys(until));
}

type Whereabouts = 'online' | 'offline' | 'unknown';

/** A full list leaves people out, so being missing there says nothing. */
export function whereaboutsOf(online: ReadonlySet<string> | null, id: string): Whereabouts {
  if (!online) return 'unknown';
  if (online.has(id)) return 'online';
  return online.size >= PRESENCE_MAX ? 'unknown' : 'offline';
}

/**
 * Whether nobody could hear what is said in a conversation right now.
 * @param memberIds who may read it; undefined when everybody may
 */
export function isAlone(
  online: ReadonlySet<string> | null,
  myId: string,
  memberIds: readonly string[] | undefined,
): boolean {
  if (!online || online.size >= PRESENCE_MAX) return false;
  const readers = memberIds ?? [...online];
  return !readers.some((id) => id !== myId && online.has(id));
}
