import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from '@playwright/test';
import { type Random, seededRandom } from '#local/faults/random';
import type { Team } from '../support/start-team.ts';
import { type Channel, Person } from './person.ts';
import { deedsOf, faultsOf, lastWords, MESSAGES, type Name, PEOPLE } from './script.ts';
import { isClean, judge, type Verdict } from './verdict.ts';

/** Milliseconds within which everything must be where it belongs, once nothing goes wrong any more. */
const SETTLED_WITHIN = 120_000;
/** Apart enough that no trial draws what another one drew. */
const STREAM = 1_000_003;
/** Milliseconds between two looks. */
const LOOK_EVERY = 500;

export interface Trial {
  seed: number;
  verdict: Verdict;
  isClean: boolean;
  /** Seconds from the end of the trouble until both lists were the table. */
  settledAfter: number;
  /** Plans of faults that were in force, one after the other. */
  troubles: number;
  sends: number;
  syncs: number;
}

/** Two people talk in a new channel while everything fails that can, and then nothing does any more. */
export async function tryOut(browser: Browser, team: Team, seed: number): Promise<Trial> {
  const channel = await makeChannel(team, seed);
  const people = await Promise.all(
    PEOPLE.map((name, index) =>
      Person.open(browser, team.origin, channel, name, seededRandom(seed + STREAM * index)),
    ),
  );
  try {
    const troubles = await playOut(team, people, seed);
    const { verdict, settledAfter } = await settle(team, channel, people);
    const count = (name: string) => people.reduce((sum, { requests }) => sum + (requests.get(name) ?? 0), 0);
    if (!isClean(verdict)) await photograph(people, seed);
    return {
      seed,
      verdict,
      isClean: isClean(verdict),
      settledAfter,
      troubles,
      sends: count('chat-send-message'),
      syncs: count('chat-sync'),
    };
  } catch (error) {
    await photograph(people, seed).catch(() => undefined);
    throw error;
  } finally {
    await team.faults({});
    for (const person of people) await person.close();
  }
}

/** A conversation of the two alone, so that a list is what this trial said and nothing else. */
async function makeChannel({ sql }: Team, seed: number): Promise<Channel> {
  const name = `trial-${seed}`;
  const [row] = await sql`
    with made as (insert into channels (kind, name, name_key) values ('private', ${name}, ${name}) returning id),
    joined as (insert into members (channel_id, user_id)
      select made.id, users.id from made, users where users.name = any (${[...PEOPLE]}))
    select id from made`;
  return { id: row?.id, name };
}

/** @returns how many plans of faults it took until everything was said */
async function playOut(team: Team, people: Person[], seed: number): Promise<number> {
  const talking = people.map((person, index) => talk(person, seededRandom(seed + STREAM * (2 + index))));
  const isOver = Promise.all(talking).then(() => true);
  let troubles = 0;
  for (const { plan, lasts } of faultsOf(seededRandom(seed))) {
    await team.faults(plan);
    troubles += 1;
    if (await Promise.race([isOver, wait(lasts, false)])) break;
  }
  await team.faults({});
  for (const person of people) {
    await person.insist();
    await person.say(lastWords[person.name]);
  }
  return troubles;
}

async function talk(person: Person, random: Random): Promise<void> {
  for (const deed of deedsOf(person.name, random)) await person.act(deed);
}

async function settle(team: Team, channel: Channel, people: Person[]) {
  const start = performance.now();
  const said = people.map((person) => person.said);
  for (;;) {
    const stored = await storedIn(team, channel);
    const isOver = performance.now() - start > SETTLED_WITHIN;
    // reading two long lists is work, and there is nothing to compare before everything is stored
    if (stored.length === MESSAGES || isOver) {
      const verdict = judge(said, stored, await readAll(people));
      const settledAfter = (performance.now() - start) / 1_000;
      if (isOver || isClean(verdict)) return { verdict, settledAfter };
    }
    await wait(LOOK_EVERY);
  }
}

async function storedIn({ sql }: Team, channel: Channel): Promise<string[]> {
  const rows = await sql`select content from internal_messages where channel_id = ${channel.id} order by seq`;
  return rows.map(({ content }) => content);
}

async function readAll(people: Person[]): Promise<Record<Name, string[]>> {
  const lists = await Promise.all(
    people.map(async (person) => [person.name, await person.readAll()] as const),
  );
  return Object.fromEntries(lists) as Record<Name, string[]>;
}

async function photograph(people: Person[], seed: number): Promise<void> {
  for (const person of people) await person.screenshot(`test-results/faults-${seed}-${person.name}.png`);
}
