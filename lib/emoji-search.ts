/** Which emoji is meant by a word. Pure. */
import { fold } from '#lib/fold';

/** By what an emoji is found. */
interface Findable {
  readonly label: string;
  /** As they are typed between colons. */
  readonly names: readonly string[];
  readonly tags: readonly string[];
}

/** Those that a query may mean, the best first; of those that fit as well, in the order of the list. */
export function findEmoji<Emoji extends Findable>(list: readonly Emoji[], query: string): readonly Emoji[] {
  const wanted = spacedOf(query);
  if (wanted === '') return list;
  return list
    .map((emoji) => ({ emoji, fit: fitOf(wanted, emoji) }))
    .filter(({ fit }) => fit < NO_FIT)
    .toSorted((a, b) => a.fit - b.fit)
    .map(({ emoji }) => emoji);
}

const NO_FIT = 6;

/** The lower the better. */
function fitOf(wanted: string, { label, names, tags }: Findable): number {
  const called = [label, ...names].map(spacedOf);
  const tagged = tags.map(spacedOf);
  if (called.includes(wanted)) return 0;
  if (called.some((name) => name.startsWith(wanted))) return 1;
  if (called.some((name) => name.includes(` ${wanted}`))) return 2;
  if (tagged.includes(wanted)) return 3;
  if (tagged.some((tag) => tag.startsWith(wanted))) return 4;
  const all = [...called, ...tagged].join(' ');
  return wanted.split(' ').every((word) => all.includes(word)) ? 5 : NO_FIT;
}

/** Words with one space between them: `:white_check_mark:` is “white check mark”. */
function spacedOf(name: string): string {
  return fold(name)
    .replace(/[\s_:-]+/g, ' ')
    .trim();
}
