import type { ChannelSummary } from '#lib/contracts/channels';
import type { User } from '#lib/contracts/sync';
import { fold } from '#lib/fold';
import { isWritable } from '#lib/search/edit';
import type { Channel } from '#services/chatStore';

/** Somebody or some conversation that a filter can name. */
export interface FilterOption {
  /** Of the person or the conversation. */
  id: string;
  label: string;
  /** What the filter says. */
  value: string;
  /** Whatever else names it, folded. */
  names: readonly string[];
}

/** Everybody, by name; who shares theirs is named by their e-mail. */
export function peopleOptions(users: readonly User[], myId: string): readonly FilterOption[] {
  return users
    .map((user) => {
      const isOnlyOne = users.filter(({ name }) => fold(name) === fold(user.name)).length === 1;
      return {
        id: user.id,
        label: user.id === myId ? `${user.name} (you)` : user.name,
        value: isOnlyOne && canBeTyped(user.name) ? user.name : user.email,
        names: [...namesOf(user), ...(user.id === myId ? ['me'] : [])],
      };
    })
    .sort(byLabel);
}

/** One's own conversations and every public channel. A conversation of several has no name that could be typed. */
export function placeOptions(
  channels: readonly Channel[],
  directory: readonly ChannelSummary[],
  users: readonly User[],
  myId: string,
): readonly FilterOption[] {
  const named = channels.filter(({ kind }) => kind !== 'direct');
  const others = directory.filter(({ id }) => !named.some((channel) => channel.id === id));
  const places = [...named, ...others].map(({ id, name }) => {
    return { id, label: `#${name}`, value: name, names: [fold(name)] };
  });
  const taken = new Set(places.flatMap(({ names }) => names));
  const people = peopleOptions(users, myId);
  const directs = channels.flatMap((channel) => {
    const person = people.find(({ id }) => id === partnerOf(channel, myId));
    if (!person) return [];
    const email = users.find(({ id }) => id === person.id)?.email ?? '';
    // a channel of that name comes first
    const value = taken.has(fold(person.value)) ? email : person.value;
    return { ...person, id: channel.id, value, names: person.names.filter((name) => !taken.has(name)) };
  });
  return [...places.sort(byLabel), ...directs.sort(byLabel)];
}

/** What a typed name stands for; undefined when that is nothing, or more than one. */
export function optionNamed(options: readonly FilterOption[], typed: string): FilterOption | undefined {
  const wanted = fold(typed);
  const found = options.filter(({ names }) => names.includes(wanted));
  return found.length === 1 ? found[0] : undefined;
}

function canBeTyped(name: string): boolean {
  return fold(name) !== 'me' && isWritable({ name: 'from', value: name, isWithout: false });
}

function namesOf({ name, email }: User): string[] {
  return [fold(name), email, email.split('@')[0] ?? email];
}

/** The other one of two, or oneself in one's own notes. */
function partnerOf({ kind, memberIds = [] }: Channel, myId: string): string | null {
  if (kind !== 'direct') return null;
  const others = memberIds.filter((id) => id !== myId);
  return others.length > 1 ? null : (others[0] ?? myId);
}

function byLabel(a: FilterOption, b: FilterOption): number {
  return a.label.localeCompare(b.label, 'en', { sensitivity: 'base', numeric: true });
}
