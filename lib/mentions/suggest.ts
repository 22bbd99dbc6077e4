/** What is offered to whoever begins to write a name. */
import type { User } from '#lib/contracts/sync';
import { fold } from '#lib/fold';
import { mayBegin } from '#lib/mentions/boundaries';
import { codeIn, isWithin } from '#lib/mentions/code';
import { BROADCASTS, type Broadcast, type Directory, handleOf } from '#lib/mentions/directory';
import type { Written } from '#lib/mentions/tokens';

/** A name that is being written. */
export interface NameQuery {
  /** Where its sign stands. */
  readonly at: number;
  readonly sign: '@' | '#';
  /** What stands behind the sign. */
  readonly text: string;
}

export type Suggestion =
  | { readonly kind: 'person'; readonly person: User; readonly isOutside: boolean }
  | { readonly kind: 'channel'; readonly channel: Directory['channels'][number] }
  | { readonly kind: 'broadcast'; readonly to: Broadcast };

/** Where it is written, and by whom. */
export interface Scene {
  readonly people: readonly User[];
  readonly channels: Directory['channels'];
  readonly myId: string;
  /** Undefined when the channel is everybody's. */
  readonly memberIds: readonly string[] | undefined;
}

/** People, or channels, that are offered at once. */
const OFFERED_MAX = 8;
/** UTF-16 units. */
const QUERY_MAX = 60;
const QUERY = /([@＠#＃])([^\s@＠#＃](?:[^\n@＠#＃]*[^\s@＠#＃])? ?)?$/u;

/** The name that ends at the caret; null when there is none, when it was chosen already, and in code. */
export function queryAt({ text, mentions }: Written, caret: number): NameQuery | null {
  const [, sign, query = ''] = QUERY.exec(text.slice(Math.max(0, caret - QUERY_MAX), caret)) ?? [];
  if (!sign) return null;
  const at = caret - query.length - 1;
  const isInWord = /^[\p{L}\p{N}_]/u.test(text.slice(caret, caret + 2));
  if (isInWord || !mayBegin(text, at) || mentions.some((mention) => mention.at === at)) return null;
  // code that is not closed yet is going to be
  if (isWithin(codeIn(`${text.slice(0, caret)}\``), at)) return null;
  return { at, sign: sign === '@' || sign === '＠' ? '@' : '#', text: query };
}

/** Members first, and among them who fits best; then what addresses all of them. */
export function suggest({ sign, text }: NameQuery, scene: Scene): readonly Suggestion[] {
  const query = fold(text);
  if (sign === '#') return channelsFor(query, scene.channels);
  const isCrowd = scene.memberIds === undefined || scene.memberIds.length > 2;
  const broadcasts = (isCrowd ? BROADCASTS : []).filter((to) => to.startsWith(query));
  const offered = broadcasts.map((to): Suggestion => ({ kind: 'broadcast', to }));
  const people = peopleFor(query, scene);
  // written out it means what it says
  return broadcasts.some((to) => to === query) ? [...offered, ...people] : [...people, ...offered];
}

function peopleFor(query: string, { people, memberIds, myId }: Scene): Suggestion[] {
  const members = memberIds && new Set(memberIds);
  return people
    .map((person) => ({ person, isOutside: members?.has(person.id) === false, fit: fitOf(query, person) }))
    .filter(({ fit }) => fit < NO_FIT)
    .sort(
      (a, b) =>
        Number(a.isOutside) - Number(b.isOutside) ||
        a.fit - b.fit ||
        Number(a.person.id === myId) - Number(b.person.id === myId) ||
        a.person.name.localeCompare(b.person.name),
    )
    .slice(0, OFFERED_MAX)
    .map(({ person, isOutside }) => ({ kind: 'person', person, isOutside }));
}

const NO_FIT = 5;

/** The lower the better. @param query folded */
function fitOf(query: string, person: User): number {
  const name = fold(person.name);
  const handle = fold(handleOf(person));
  if (name === query || handle === query) return 0;
  if (name.startsWith(query)) return 1;
  const parts = name.split(/[^\p{L}\p{N}]+/u);
  if (
    query
      .trim()
      .split(/\s+/)
      .every((word) => parts.some((part) => part.startsWith(word)))
  )
    return 2;
  if (handle.startsWith(query)) return 3;
  return fold(person.email).startsWith(query) ? 4 : NO_FIT;
}

function channelsFor(query: string, channels: Scene['channels']): Suggestion[] {
  const found = channels.map((channel) => ({ channel, at: fold(channel.name).indexOf(query) }));
  return found
    .filter(({ at }) => at >= 0)
    .sort((a, b) => Math.sign(a.at) - Math.sign(b.at) || a.channel.name.localeCompare(b.channel.name))
    .slice(0, OFFERED_MAX)
    .map(({ channel }) => ({ kind: 'channel', channel }));
}
