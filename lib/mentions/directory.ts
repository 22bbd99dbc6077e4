/** Whom and what a text can name. */
import type { User } from '#lib/contracts/sync';
import { fold } from '#lib/fold';

type Named = Pick<User, 'id' | 'name' | 'email'>;

export interface Directory {
  readonly people: readonly Named[];
  /** Those that the writer may see, without direct messages. */
  readonly channels: readonly { readonly id: string; readonly name: string }[];
}

/** What addresses everybody. */
export const BROADCASTS = ['channel', 'here'] as const;
export type Broadcast = (typeof BROADCASTS)[number];

/** A short name that nobody has to choose: what stands before the @ of the e-mail address. */
export function handleOf({ email }: Pick<User, 'email'>): string {
  return email.slice(0, email.lastIndexOf('@'));
}

/** As it is written, and as it is stored. */
export interface Name {
  readonly text: string;
  readonly token: string;
}

export const nameOfPerson = ({ id, name }: Pick<User, 'id' | 'name'>): Name => ({
  text: `@${name}`,
  token: `<@${id}>`,
});

export const nameOfChannel = ({ id, name }: Directory['channels'][number]): Name => ({
  text: `#${name}`,
  token: `<#${id}>`,
});

export const nameOfBroadcast = (to: Broadcast): Name => ({ text: `@${to}`, token: `<!${to}>` });

/** By what is typed, folded and with its sign: the token, or null when more than one is called that. */
export function tokensByName({ people, channels }: Directory): ReadonlyMap<string, string | null> {
  const tokens = new Map<string, string | null>();
  const add = (text: string, token: string) => {
    const key = fold(text);
    const before = tokens.get(key);
    tokens.set(key, before === undefined || before === token ? token : null);
  };
  for (const person of people) {
    const { text, token } = nameOfPerson(person);
    add(text, token);
    add(`@${handleOf(person)}`, token);
  }
  for (const channel of channels) add(nameOfChannel(channel).text, nameOfChannel(channel).token);
  // whoever is called that is chosen from the list
  for (const to of BROADCASTS) tokens.set(`@${to}`, nameOfBroadcast(to).token);
  return tokens;
}

/** By token, for what it is called now. */
export function namesByToken({ people, channels }: Directory): ReadonlyMap<string, Name> {
  const names = [
    ...people.map(nameOfPerson),
    ...channels.map(nameOfChannel),
    ...BROADCASTS.map(nameOfBroadcast),
  ];
  return new Map(names.map((name) => [name.token, name]));
}
