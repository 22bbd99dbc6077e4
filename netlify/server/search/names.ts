import type { readSearchNames } from '#db/queries/search';
import { fold } from '#lib/fold';

/** Who and where the actor may name, and who that is. */
export interface SearchNames extends Awaited<ReturnType<typeof readSearchNames>> {
  readonly myId: string;
}

/** Everybody of that name or e-mail, else everybody whose name begins so. */
export function peopleCalled(value: string, { people, myId }: SearchNames): string[] {
  if (value === 'me') return [myId];
  const wanted = fold(value);
  const exact = people.filter(
    ({ name, email }) => fold(name) === wanted || email === wanted || email.split('@')[0] === wanted,
  );
  const found = exact.length > 0 ? exact : people.filter(({ name }) => fold(name).startsWith(wanted));
  return found.map(({ id }) => id);
}

/** The channel of that name, else one's conversation with the person of that name. */
export function placesCalled(value: string, names: SearchNames): string[] {
  const wanted = fold(value.normalize('NFKC'));
  const channels = names.places.filter(({ kind, name }) => kind !== 'direct' && fold(name) === wanted);
  if (channels.length > 0) return channels.map(({ id }) => id);
  const people = new Set(peopleCalled(value, names));
  return names.places
    .filter(({ kind, memberIds }) => {
      const others = memberIds.filter((id) => id !== names.myId);
      return kind === 'direct' && others.length <= 1 && people.has(others[0] ?? names.myId);
    })
    .map(({ id }) => id);
}
