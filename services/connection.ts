/** Keeps what is known of the connection, shows it, and does what is due: `lib/connection.ts` decides. */
import { connectionOf, type Duty, dutiesOf, type Link, provesDeaf } from '#lib/connection';
import type { Message } from '#lib/contracts/messages';
import { freshPace, slower } from '#lib/polling';
import { catchUpSoon, watchSyncs } from './catchUp.ts';
import { chatStore } from './chatStore.ts';
import { watchAnnouncing } from './internalChatService.ts';

let link: Link | null = null;
let openSocket: () => void = () => {};
let askForEcho: () => void = () => {};
let timer: ReturnType<typeof setTimeout> | undefined;
let watching = new AbortController();

/**
 * @param tryAgain opens the socket anew, now
 * @param echo asks the server for an event that comes back to this page
 */
export function watchConnection(tryAgain: () => void, echo: () => void): void {
  stopWatchingConnection();
  const now = Date.now();
  openSocket = tryAgain;
  askForEcho = echo;
  const unknown = {
    socket: 'down',
    wasLive: false,
    isDeaf: false,
    hasSyncFailed: false,
    eventAt: 0,
    echoAt: 0,
    wokeAt: 0,
  } as const;
  const moment = { since: now, askedAt: now, heardAt: now, triedAt: now, pace: freshPace(now) };
  link = { ...unknown, ...moment, ...surroundings() };
  watching = new AbortController();
  const { signal } = watching;
  const look = () => change({ ...surroundings(), ...(isWaking() && { wokeAt: Date.now() }) });
  window.addEventListener('online', look, { signal });
  window.addEventListener('offline', look, { signal });
  document.addEventListener('visibilitychange', look, { signal });
  change({});
}

export function stopWatchingConnection(): void {
  link = null;
  clearTimeout(timer);
  watching.abort();
}

/** The state of the socket, as far as it matters for hearing events. */
export function noteSocket(socket: Link['socket']): void {
  if (!link || link.socket === socket) return;
  const isLive = socket === 'live';
  const wasOrIsLive = isLive || link.socket === 'live';
  change({
    socket,
    // a new socket has a new chance
    isDeaf: false,
    wasLive: link.wasLive || isLive,
    ...(wasOrIsLive && { since: Date.now() }),
  });
}

/** An event came. */
export function noteEvent(): void {
  const now = Date.now();
  change({ heardAt: now, eventAt: now, isDeaf: false, pace: freshPace(now) });
}

/** Somebody wrote here: an answer may come soon. */
export function noteWritten(): void {
  change({ pace: freshPace(Date.now()) });
}

// subscribed for good: without a connection they change nothing
watchAnnouncing((isAnnounced) => {
  if (link?.socket === 'live') change({ isDeaf: !isAnnounced });
});
watchSyncs({
  asked: () => change({ askedAt: Date.now() }),
  answered: noteAnswer,
  failed: () => change({ hasSyncFailed: true }),
});

function noteAnswer(serverTime: string, fresh: readonly Message[], hasNews: boolean): void {
  if (!link) return;
  const now = Date.now();
  const createdAt = fresh.map((message) => message.createdAt);
  const isDeaf = link.isDeaf || provesDeaf(link, { createdAt, serverTime, askedAt: link.askedAt });
  const pace = hasNews ? freshPace(now) : slower(link.pace, now);
  change({ heardAt: now, hasSyncFailed: false, isDeaf, pace });
}

function surroundings() {
  return { isOnline: navigator.onLine, isVisible: document.visibilityState === 'visible' };
}

/** Nobody looked, or there was no network; now both are there. */
function isWaking(): boolean {
  const { isOnline, isVisible } = surroundings();
  return isOnline && isVisible && !(link?.isOnline && link.isVisible);
}

function change(changes: Partial<Link>): void {
  if (!link) return;
  link = { ...link, ...changes };
  show(link);
  plan(link);
}

function show(now: Link): void {
  const connection = connectionOf(now, Date.now());
  const pollEvery = now.pace.every;
  const shown = chatStore.getState();
  if (shown.connection !== connection || shown.pollEvery !== pollEvery)
    chatStore.setState({ connection, pollEvery });
}

/** One timer, for whatever is due first. */
function plan(now: Link): void {
  clearTimeout(timer);
  const next = dutiesOf(now, Date.now()).toSorted((a, b) => a.at - b.at)[0];
  if (next) timer = setTimeout(() => fulfil(next.duty), Math.max(0, next.at - Date.now()));
}

function fulfil(duty: Duty): void {
  const now = Date.now();
  // noted first: what is done is not due again, whatever comes of it
  if (duty === 'try socket') change({ triedAt: now });
  else if (duty === 'poll') change({ askedAt: now });
  else if (duty === 'heartbeat') change({ heardAt: now });
  else if (duty === 'echo') change({ echoAt: now });
  else change({});
  if (duty === 'try socket') openSocket();
  else if (duty === 'echo') askForEcho();
  else if (duty !== 'look') catchUpSoon(0);
}
