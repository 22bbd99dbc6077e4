/** Names in one sentence; the rest is counted. */
const NAMES_MAX = 12;

/** "Mary", "Mary and Tom", "Mary, Tom and 3 others". */
export function namesOf(names: readonly string[]): string {
  const shown = names.length > NAMES_MAX ? names.slice(0, NAMES_MAX - 1) : names;
  const others = names.length - shown.length;
  const parts = others > 0 ? [...shown, `${others} others`] : shown;
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
