/** What the sidebar lists where. */

export interface ListedChannel {
  readonly id: string;
  readonly kind: 'public' | 'private' | 'direct';
  readonly name: string;
  readonly isFavourite: boolean;
  readonly archivedAt: string | null;
  readonly lastSeq: number;
}

export interface Sections<Channel> {
  readonly favourites: readonly Channel[];
  readonly channels: readonly Channel[];
  readonly directs: readonly Channel[];
}

/**
 * A channel stands in one section, by its name. What is archived, and a direct message in which nothing was said, is there
 * only while it is open: the one is over, the other has not begun.
 */
export function sectionsOf<Channel extends ListedChannel>(
  all: readonly Channel[],
  openId: string | undefined,
): Sections<Channel> {
  const shown = all
    .filter(({ id, archivedAt, kind, lastSeq }) => {
      return id === openId || (archivedAt === null && (kind !== 'direct' || lastSeq > 0));
    })
    .sort((a, b) => a.name.localeCompare(b.name, undefined, { sensitivity: 'base', numeric: true }));
  const rest = shown.filter(({ isFavourite }) => !isFavourite);
  return {
    favourites: shown.filter(({ isFavourite }) => isFavourite),
    channels: rest.filter(({ kind }) => kind !== 'direct'),
    directs: rest.filter(({ kind }) => kind === 'direct'),
  };
}
