/** The Pusher channels this page wants to hear: who wants them, and that they are really heard. */
import { retryDelay } from '#lib/backoff';
import { AppError } from '#lib/errors';
import type { Authorise, PusherChannel, PusherClient } from '#lib/pusher-client';

/** What to do with each event of a channel; Pusher's own (`pusher:subscription_succeeded` …) may be named too. */
export type Bindings = Readonly<Record<string, (data: unknown) => void>>;

const SUCCEEDED = 'pusher:subscription_succeeded';
const FAILED = 'pusher:subscription_error';

/** Milliseconds after which a subscription without an answer is asked for anew. */
const PENDING_MAX = 5_000;
/** After as many refusals in a row there is nothing to hear for this person, until the next connection. */
const REFUSALS_MAX = 3;

interface Wanted {
  readonly callers: Set<Bindings>;
  channel: PusherChannel | null;
  isSubscribed: boolean;
  /** Tries in a row that brought no subscription. */
  attempts: number;
  refusals: number;
  /** Goes up with every try: the signature for an earlier one is not used any more. */
  turn: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const wanted = new Map<string, Wanted>();
let client: PusherClient | null = null;
let onChange: () => void = () => {};

/**
 * Hears a channel while this page listens at all; before that, it waits. Several callers may want the same one: the last
 * that leaves ends the subscription. Who joins a channel that is heard already is told `pusher:subscription_succeeded` too.
 * @returns leaves the channel; a second call does nothing
 */
export function joinChannel(name: string, bindings: Bindings): () => void {
  const entry = wanted.get(name) ?? newlyWanted();
  wanted.set(name, entry);
  // functions of its own: pusher-js would unbind an equal one of somebody else as well
  const own = ownFunctions(bindings);
  entry.callers.add(own);
  if (entry.channel) bindAll(entry.channel, own);
  else if (client) subscribe(client, name, entry);
  if (entry.isSubscribed) queueMicrotask(() => tellSubscribed(entry, own));
  return () => leave(name, own);
}

/** Every channel that is wanted is heard by this client from now on. `changed`: one became subscribed, or is not any more. */
export function attachClient(next: PusherClient, changed: () => void): void {
  client = next;
  onChange = changed;
  for (const [name, entry] of wanted) subscribe(next, name, entry);
  next.connection.bind('state_change', followConnection);
}

/** The channels stay wanted, for the next client. */
export function detachClient(): void {
  client?.connection.unbind('state_change', followConnection);
  for (const entry of wanted.values()) {
    entry.channel?.unbind();
    entry.channel = null;
    rest(entry);
  }
  client = null;
  onChange = () => {};
}

export function isSubscribed(name: string): boolean {
  return wanted.get(name)?.isSubscribed ?? false;
}

/** What was refused may be allowed by now. */
export function renewRefused(): void {
  for (const [name, entry] of wanted) {
    if (entry.isSubscribed || entry.refusals < REFUSALS_MAX) continue;
    forgive(entry);
    renew(name, entry);
  }
}

/** Asks `authorise`, and keeps what pusher-js forgets: whether it was refused, and for which try it was. */
export function watched(authorise: Authorise): Authorise {
  return async (socketId, channelName) => {
    const entry = wanted.get(channelName);
    const turn = entry?.turn;
    const isLate = () => entry?.turn !== turn;
    try {
      const signed = await authorise(socketId, channelName);
      return isLate() ? await never : signed;
    } catch (error) {
      if (isLate()) return never;
      if (entry && error instanceof AppError && error.code === 'forbidden') entry.refusals += 1;
      throw error;
    }
  };
}

const never = new Promise<never>(() => {});

function newlyWanted(): Wanted {
  return {
    callers: new Set(),
    channel: null,
    isSubscribed: false,
    attempts: 0,
    refusals: 0,
    turn: 0,
    timer: undefined,
  };
}

function ownFunctions(bindings: Bindings): Bindings {
  const pairs = Object.entries(bindings);
  return Object.fromEntries(pairs.map(([event, handle]) => [event, (data: unknown) => handle(data)]));
}

function bindAll(channel: PusherChannel, bindings: Bindings): void {
  for (const [event, handle] of Object.entries(bindings)) channel.bind(event, handle);
}

function tellSubscribed({ callers, channel, isSubscribed: is }: Wanted, own: Bindings): void {
  if (!is || !channel || !callers.has(own)) return;
  own[SUCCEEDED]?.('members' in channel ? channel.members : {});
}

function subscribe(by: PusherClient, name: string, entry: Wanted): void {
  const channel = by.subscribe(name);
  entry.channel = channel;
  channel.bind(SUCCEEDED, () => succeed(entry));
  channel.bind(FAILED, (data: unknown) => fail(name, entry, data));
  for (const caller of entry.callers) bindAll(channel, caller);
  if (by.connection.state === 'connected') watch(name, entry);
}

function leave(name: string, own: Bindings): void {
  const entry = wanted.get(name);
  if (!entry?.callers.delete(own)) return;
  for (const [event, handle] of Object.entries(own)) entry.channel?.unbind(event, handle);
  if (entry.callers.size > 0) return;
  wanted.delete(name);
  rest(entry);
  entry.channel?.unbind();
  if (entry.channel?.subscriptionPending) giveUp(name, entry);
  client?.unsubscribe(name);
}

/** pusher-js would go on waiting for the answer, and ask again with the next connection. */
function giveUp(name: string, entry: Wanted): void {
  client?.send_event('pusher:unsubscribe', { channel: name });
  entry.turn += 1;
  entry.channel?.disconnect();
}

function followConnection({ current }: { current: string }): void {
  for (const [name, entry] of wanted) {
    rest(entry);
    forgive(entry);
    entry.turn += 1;
    if (current === 'connected') watch(name, entry);
  }
  onChange();
}

function succeed(entry: Wanted): void {
  clearTimeout(entry.timer);
  forgive(entry);
  entry.isSubscribed = true;
  onChange();
}

function fail(name: string, entry: Wanted, data: unknown): void {
  clearTimeout(entry.timer);
  // Pusher's word for a presence channel that is full
  if (data && typeof data === 'object' && 'type' in data && data.type === 'LimitReached') entry.refusals += 1;
  if (entry.refusals >= REFUSALS_MAX) return;
  entry.attempts += 1;
  entry.timer = setTimeout(() => renew(name, entry), retryDelay(entry.attempts, Math.random()));
}

/** There is an answer within a few seconds, or there is none. */
function watch(name: string, entry: Wanted): void {
  clearTimeout(entry.timer);
  // Pusher does not answer who comes to a presence channel that is full: asking on would cost requests for nothing
  if (name.startsWith('presence-') && entry.attempts >= REFUSALS_MAX) return;
  const patience = Math.max(PENDING_MAX, entry.attempts > 0 ? retryDelay(entry.attempts, Math.random()) : 0);
  entry.timer = setTimeout(() => {
    entry.attempts += 1;
    renew(name, entry);
  }, patience);
}

/**
 * `unsubscribe` and `subscribe` alone change nothing while pusher-js waits for an answer: it takes the one back with the
 * other. The channel is told that its connection is gone, and keeps its bindings; the server, that the first try is void.
 */
function renew(name: string, entry: Wanted): void {
  if (client?.connection.state !== 'connected' || !entry.channel || entry.isSubscribed) return;
  if (entry.channel.subscriptionPending) giveUp(name, entry);
  client.subscribe(name);
  watch(name, entry);
}

function rest(entry: Wanted): void {
  clearTimeout(entry.timer);
  entry.isSubscribed = false;
}

function forgive(entry: Wanted): void {
  entry.attempts = 0;
  entry.refusals = 0;
}
