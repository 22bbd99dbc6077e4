import type { Random } from '#local/faults/random';

/** What two people say and what goes wrong meanwhile: all of it from one seed, so that a bad run can be run again. */

export const PEOPLE = ['Kevin', 'Mary'] as const;
export type Name = (typeof PEOPLE)[number];

/** Messages of one person. The last one is said when all is well again: by it every page learns what it missed. */
const MESSAGES_EACH = 100;
export const MESSAGES = PEOPLE.length * MESSAGES_EACH;

/** Milliseconds between two messages of one person, at most: now and then somebody is faster than they may be. */
const PAUSE = 300;

export type Deed =
  | { do: 'say'; text: string; after: number }
  /** The tab is reloaded, with whatever waits in it. */
  | { do: 'reload' }
  | { do: 'go offline' | 'come online' }
  /** Requests of this page do not arrive (before), or their answers do not (after), each with this probability. */
  | { do: 'lose requests'; before: number; after: number };

/** A plan of `local/faults/`, and how many milliseconds it holds. */
interface Fault {
  plan: object;
  lasts: number;
}

export const lastWords: Record<Name, string> = {
  Kevin: wordsOf('Kevin', MESSAGES_EACH),
  Mary: wordsOf('Mary', MESSAGES_EACH),
};

function wordsOf(name: Name, n: number): string {
  return `${name.charAt(0).toLowerCase()}-${String(n).padStart(3, '0')}`;
}

/** Finds them again in what a page shows. */
export const WORDS = /\b[km]-\d{3}\b/;

/** In their order: how long they take depends on the machine, what happens in which order does not. */
export function deedsOf(name: Name, random: Random): Deed[] {
  const deeds: Deed[][] = Array.from({ length: MESSAGES_EACH - 1 }, (_, index) => [
    { do: 'say', text: wordsOf(name, index + 1), after: random() * PAUSE },
  ]);
  for (const [from, to] of spells(random)) {
    deeds[from]?.unshift({ do: 'go offline' });
    deeds[to]?.unshift({ do: 'come online' });
  }
  for (const [from, to] of spells(random)) {
    deeds[from]?.unshift({ do: 'lose requests', before: random() / 2, after: random() / 2 });
    deeds[to]?.unshift({ do: 'lose requests', before: 0, after: 0 });
  }
  if (random() < 0.5) deeds[Math.floor(random() * deeds.length)]?.push({ do: 'reload' });
  return deeds.flat();
}

/** One after the other without end, each its own mixture of a few faults, with quiet in between. */
export function* faultsOf(random: Random): Generator<Fault> {
  for (;;) {
    const seed = Math.floor(random() * 2 ** 31);
    yield { plan: { seed, ...someOf(random, KINDS) }, lasts: 500 + random() * 2_500 };
    yield { plan: {}, lasts: random() * 1_500 };
  }
}

const often = (random: Random) => 0.2 + random() * 0.6;
const late = (random: Random) => [0, Math.floor(random() * 1_500)];

type Kinds = Record<string, Record<string, (random: Random) => unknown>>;

const KINDS: Kinds = {
  sql: { refuse: often, loseAnswer: often, drop: often, delay: late },
  api: { down: () => true, refuse: often, quota: () => true, loseAnswer: often, delay: late },
  sockets: { down: () => true, quota: () => true, mute: () => true, cut: () => true },
  deliveries: { drop: often, duplicate: often, reorder: often, delay: late },
};

function someOf(random: Random, kinds: Kinds): object {
  const chosen = Object.entries(kinds).filter(() => random() < 0.5);
  return Object.fromEntries(
    chosen.map(([part, faults]) => [
      part,
      Object.fromEntries(
        Object.entries(faults)
          .filter(() => random() < 0.4)
          .map(([fault, strength]) => [fault, strength(random)]),
      ),
    ]),
  );
}

/** One or two stretches of a person's messages: the numbers of their first ones and of those after them. */
function spells(random: Random): [number, number][] {
  const count = 1 + Math.floor(random() * 2);
  return Array.from({ length: count }, () => {
    const from = Math.floor(random() * (MESSAGES_EACH - 20));
    return [from, from + 2 + Math.floor(random() * 15)];
  });
}
