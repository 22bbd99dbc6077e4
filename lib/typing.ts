/** Who is typing: what a writer tells the others, and what a reader makes of it. Pure: the clock is an argument. */
import type { TypingEvent } from '#lib/contracts/realtime';

/** Milliseconds between two requests of a writer: at most 20 a minute, whatever the fingers do. */
const TELL_EVERY = 3_000;
/** Milliseconds without a key after which somebody has stopped. */
const SILENT_AFTER = 5_000;
/** Milliseconds a name is shown after its last news. */
const SHOWN_FOR = 7_000;
/** Milliseconds after a message in which "is typing" may still come that was said before it. */
const OVERTAKEN_WITHIN = 1_000;

/** Somebody who writes in one conversation. Times are epoch milliseconds. */
export interface Writer {
  readonly isTyping: boolean;
  readonly keyAt: number;
  /** What the others were told last. */
  readonly told: boolean;
  readonly toldAt: number;
}

export const IDLE_WRITER: Writer = {
  isTyping: false,
  keyAt: 0,
  told: false,
  toldAt: Number.NEGATIVE_INFINITY,
};

export function press(writer: Writer, now: number): Writer {
  return { ...writer, isTyping: true, keyAt: now };
}

/** The field was left, or emptied. */
export function pause(writer: Writer): Writer {
  return writer.isTyping ? { ...writer, isTyping: false } : writer;
}

/** The message itself tells that its writer has stopped. */
export function send(writer: Writer): Writer {
  return { ...writer, isTyping: false, told: false };
}

/**
 * What is to be told now: null when nothing is, or not yet. A stop is told at once, and takes the place of the start that
 * could have come after it: so a stop never lingers, and there are never more than one request in 3 s on average.
 */
export function tell(writer: Writer, now: number): { writer: Writer; typing: boolean | null } {
  const current = now >= writer.keyAt + SILENT_AFTER ? pause(writer) : writer;
  const { isTyping, toldAt } = current;
  const isEarly = now < toldAt + TELL_EVERY;
  if ((isTyping && isEarly) || !hasNews(current)) return { writer: current, typing: null };
  const paidAt = isEarly ? toldAt + TELL_EVERY : now;
  return { writer: { ...current, told: isTyping, toldAt: paidAt }, typing: isTyping };
}

/** When to ask `tell` again; null while only a key can change anything. */
export function nextTell(writer: Writer): number | null {
  const telling = hasNews(writer) ? writer.toldAt + TELL_EVERY : Number.POSITIVE_INFINITY;
  const stopping = writer.isTyping ? writer.keyAt + SILENT_AFTER : Number.POSITIVE_INFINITY;
  const next = Math.min(telling, stopping);
  return Number.isFinite(next) ? next : null;
}

function hasNews({ isTyping, keyAt, told, toldAt }: Writer): boolean {
  return isTyping ? !told || keyAt > toldAt : told;
}

/** Who is typing in the conversation on screen, in the order in which they began. */
export interface Typists {
  readonly names: ReadonlyArray<{ readonly userId: string; readonly name: string; readonly until: number }>;
  /** When somebody's message arrived. */
  readonly spokeAt: Readonly<Record<string, number>>;
}

export const NOBODY_TYPING: Typists = { names: [], spokeAt: {} };

/** @param myId whose other tabs are not news */
export function hearTyping(typists: Typists, event: TypingEvent, myId: string, now: number): Typists {
  const { userId, userName, typing } = event;
  if (userId === myId) return typists;
  if (!typing) return withoutTypist(typists, userId);
  if (now < (typists.spokeAt[userId] ?? Number.NEGATIVE_INFINITY) + OVERTAKEN_WITHIN) return typists;
  const news = { userId, name: userName, until: now + SHOWN_FOR };
  const isKnown = typists.names.some((typist) => typist.userId === userId);
  const names = isKnown
    ? typists.names.map((typist) => (typist.userId === userId ? news : typist))
    : [...typists.names, news];
  return { ...typists, names };
}

/** Somebody's message arrived: they are done typing it. */
export function hearMessageOf(typists: Typists, userId: string, now: number): Typists {
  const { names } = withoutTypist(typists, userId);
  return { names, spokeAt: { ...typists.spokeAt, [userId]: now } };
}

/** Drops whoever was not heard of any more. */
export function expire(typists: Typists, now: number): Typists {
  const names = typists.names.filter(({ until }) => until > now);
  return names.length === typists.names.length ? typists : { ...typists, names };
}

export function nextExpiry({ names }: Typists): number | null {
  return names.length === 0 ? null : Math.min(...names.map(({ until }) => until));
}

function withoutTypist(typists: Typists, userId: string): Typists {
  return { ...typists, names: typists.names.filter((typist) => typist.userId !== userId) };
}

/** "Mary is typing…"; empty when nobody is. */
export function typingSentence(names: readonly string[]): string {
  const [first, second, third] = names;
  if (first === undefined) return '';
  if (second === undefined) return `${first} is typing…`;
  return third === undefined ? `${first} and ${second} are typing…` : 'Several people are typing…';
}
