/**
 * A working day of a team, made up from one seed. What is assumed is said here and nowhere else; all moments are seconds
 * since the day began.
 */
import { type Random, seededRandom } from '#local/faults/random';

export const PEOPLE = 25;
/** Thirteen people have the chat open a second time, on a phone or in another tab. */
export const PAGES = 38;
export const MESSAGES = 2_500;
const LENGTH = 8 * 3_600;

const PUBLIC_CHANNELS = 6;
/** Private channels have six members, direct conversations two. */
const PRIVATE = { count: 4, members: 6, share: 0.25 };
const DIRECT = { count: 12, members: 2, share: 0.15 };

/** People talk in bursts: so many messages, of so many people, so many seconds apart. */
const BURST = { messages: [3, 20], people: [2, 4], gap: 20 } as const;
/** Seconds that a message is typed for on average; at least one, at most forty. */
const TYPED_FOR = 8;
/** Connections that a page loses in a day: lunch, meetings, lifts, a closed lid. */
const BREAKS = 8;
/** Seconds that it is gone each time. */
const GONE_FOR = 60;
/** Times a day somebody turns to another conversation, or away from the chat, without writing. */
const LOOKS = 30;

export interface DayChannel {
  kind: 'public' | 'private' | 'direct';
  /** Numbers of people. */
  members: number[];
}

export type Happening = { at: number } & (
  | { what: 'comes' | 'goes'; page: number }
  /** Null: the tab is not looked at. */
  | { what: 'looks'; page: number; channel: number | null }
  | { what: 'says'; page: number; channel: number; typedFor: number }
);

export interface Day {
  channels: DayChannel[];
  /** In their order. */
  happenings: Happening[];
}

/** The first pages are people's own, in their order. */
export const personOf = (page: number): number => page % PEOPLE;

export function dayOf(seed: number): Day {
  const random = seededRandom(seed);
  const channels = channelsOf(random);
  const happenings = [...bursts(channels, random), ...presences(random), ...glances(channels, random)];
  return { channels, happenings: happenings.sort((one, other) => one.at - other.at) };
}

function channelsOf(random: Random): DayChannel[] {
  const everybody = Array.from({ length: PEOPLE }, (_, person) => person);
  const some = (kind: DayChannel['kind'], { count, members }: { count: number; members: number }) =>
    Array.from({ length: count }, () => ({ kind, members: pick(everybody, members, random) }));
  return [
    ...Array.from({ length: PUBLIC_CHANNELS }, () => ({ kind: 'public' as const, members: everybody })),
    ...some('private', PRIVATE),
    ...some('direct', DIRECT),
  ];
}

function bursts(channels: DayChannel[], random: Random): Happening[] {
  const happenings: Happening[] = [];
  for (let said = 0; said < MESSAGES; ) {
    const channel = channelOf(channels, random);
    const talking = pick(channels[channel]?.members ?? [], between(BURST.people, random), random);
    const length = Math.min(between(BURST.messages, random), MESSAGES - said);
    let at = 600 + random() * (LENGTH - 1_200);
    for (const page of talking) happenings.push({ at: at - 60, what: 'looks', page, channel });
    for (let message = 0; message < length; message++) {
      at += exponential(BURST.gap, random);
      const page = talking[Math.floor(random() * talking.length)] ?? 0;
      const typedFor = Math.min(40, Math.max(1, exponential(TYPED_FOR, random)));
      happenings.push({ at, what: 'says', page, channel, typedFor });
    }
    said += length;
  }
  return happenings;
}

function presences(random: Random): Happening[] {
  return pages().flatMap((page) => {
    const gone = Array.from({ length: BREAKS }, () => 600 + random() * (LENGTH - 1_200));
    return [
      { at: random() * 500, what: 'comes' as const, page },
      ...gone.flatMap((at) => [
        { at, what: 'goes' as const, page },
        { at: at + GONE_FOR, what: 'comes' as const, page },
      ]),
      { at: LENGTH - random() * 500, what: 'goes' as const, page },
    ];
  });
}

/** A second page is in a pocket most of the time; of the first ones half the glances are at something else. */
function glances(channels: DayChannel[], random: Random): Happening[] {
  return pages().flatMap((page) =>
    Array.from({ length: LOOKS }, () => {
      const mine = channels.flatMap(({ members }, channel) =>
        members.includes(personOf(page)) ? [channel] : [],
      );
      const looks = random() < (page < PEOPLE ? 0.5 : 0.1);
      const channel = looks ? (mine[Math.floor(random() * mine.length)] ?? null) : null;
      return { at: 500 + random() * (LENGTH - 1_000), what: 'looks' as const, page, channel };
    }),
  );
}

const pages = () => Array.from({ length: PAGES }, (_, page) => page);

function channelOf(channels: DayChannel[], random: Random): number {
  const kind = kindOf(random());
  const fitting = channels.flatMap((channel, index) => (channel.kind === kind ? [index] : []));
  return fitting[Math.floor(random() * fitting.length)] ?? 0;
}

function kindOf(share: number): DayChannel['kind'] {
  if (share < DIRECT.share) return 'direct';
  return share < DIRECT.share + PRIVATE.share ? 'private' : 'public';
}

const exponential = (mean: number, random: Random) => -Math.log(1 - random()) * mean;

const between = ([from, to]: readonly [number, number], random: Random) =>
  from + Math.floor(random() * (to - from + 1));

function pick<T>(from: readonly T[], count: number, random: Random): T[] {
  const left = [...from];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(Math.floor(random() * left.length), 1),
  ).flat();
}
