/** Rules for the name of a channel: what is kept of it, and what is refused and why. */

/** Characters (code points) of a channel's name. */
export const CHANNEL_NAME_MAX = 80;
/** Characters of a channel's topic. */
export const CHANNEL_TOPIC_MAX = 250;

/** Words, in lower case, that mean something else in a message or in an address. */
export const RESERVED_NAMES = new Set([
  'all',
  'channel',
  'everyone',
  'here',
  'me',
  'new',
  'null',
  'undefined',
]);

/** Alphabets of which letters look the same: in one name they only serve to imitate another one. */
const LOOK_ALIKES = {
  Latin: /\p{Script=Latin}/u,
  Greek: /\p{Script=Greek}/u,
  Cyrillic: /\p{Script=Cyrillic}/u,
  Armenian: /\p{Script=Armenian}/u,
  Cherokee: /\p{Script=Cherokee}/u,
};

/** One way of writing for what looks and means the same: full-width letters, ligatures, combined accents. */
export function normaliseName(name: string): string {
  return name.normalize('NFKC').trim();
}

/** @param name normalised @returns why a channel cannot be called this, as a sentence; null when it can */
export function nameProblem(name: string): string | null {
  if (name === '') return 'Give the channel a name';
  if ([...name].length > CHANNEL_NAME_MAX) return `At most ${CHANNEL_NAME_MAX} characters`;
  if (!/^[\p{L}\p{M}\p{N}_-]+$/u.test(name)) return 'Only letters, digits, - and _';
  if (!/^[\p{L}\p{N}_-]/u.test(name) || /\p{M}{5}/u.test(name)) return 'Too many accents on one character';
  if (!/[\p{L}\p{N}]/u.test(name)) return 'Needs a letter or a digit';
  if (RESERVED_NAMES.has(name.toLowerCase())) return `“${name}” is reserved`;
  const scripts = Object.entries(LOOK_ALIKES).filter(([, letters]) => letters.test(name));
  if (scripts.length > 1) {
    return `Mixes ${scripts.map(([script]) => script).join(' and ')} letters, which look alike`;
  }
  return null;
}

/** What a direct message is called by one of its people: by the others, or by oneself. */
export function nameOfPeople(others: readonly string[], myName: string): string {
  return others.length === 0 ? `${myName} (you)` : [...others].sort((a, b) => a.localeCompare(b)).join(', ');
}
