/** Pusher's daily quota counts both: every publication (one a channel) and every delivery. */
export interface EventCount {
  /** By the API or by a client; presence news are published by nobody. */
  published: number;
  delivered: number;
}

interface Totals {
  openConnections: number;
  connections: number;
  /** `POST /events` and `POST /batch_events` that were answered with 200. */
  triggerRequests: number;
  /** Events those requests published, one a channel. */
  publishedEvents: number;
  clientEvents: number;
  /** Events written to sockets, presence news included. */
  deliveries: number;
  /** API requests answered with an error. */
  refusedRequests: number;
  /** Webhook requests the receiver answered with 2xx. */
  webhooks: number;
}

/** What happened since the start or the last reset. Only `openConnections` goes down again. */
export interface Counts extends Totals {
  /** By the event's name; who comes and goes is `pusher_internal:member_added` and `…member_removed`. */
  byEvent: Record<string, EventCount>;
}

/** The counts while they are kept. Names of events are the clients', so they are keys of a map. */
export interface RunningCounts extends Totals {
  readonly byEvent: Map<string, EventCount>;
}

const zeros = (): Totals => ({
  openConnections: 0,
  connections: 0,
  triggerRequests: 0,
  publishedEvents: 0,
  clientEvents: 0,
  deliveries: 0,
  refusedRequests: 0,
  webhooks: 0,
});

export const newCounts = (): RunningCounts => ({ ...zeros(), byEvent: new Map() });

export function countOf({ byEvent }: RunningCounts, event: string): EventCount {
  const known = byEvent.get(event);
  if (known) return known;
  const count = { published: 0, delivered: 0 };
  byEvent.set(event, count);
  return count;
}

export function snapshotOf({ byEvent, ...totals }: RunningCounts): Counts {
  const copies = [...byEvent].map(([event, count]) => [event, { ...count }] as const);
  return { ...totals, byEvent: Object.fromEntries(copies) };
}

/** Connections that are open stay counted. */
export function resetCounts(counts: RunningCounts): void {
  Object.assign(counts, zeros(), { openConnections: counts.openConnections });
  counts.byEvent.clear();
}
