/** What became of everything that was said. */
export interface Verdict {
  lost: string[];
  doubled: string[];
  /** Said before, stored after another one of the same person. */
  outOfOrder: string[];
  /** People whose page shows something else than the table. */
  differing: string[];
}

/**
 * @param said by anybody, each person's in the order in which they said it
 * @param stored the table, by seq
 * @param shown what each person's page lists, from the top
 */
export function judge(said: string[][], stored: string[], shown: Record<string, string[]>): Verdict {
  return {
    lost: said.flat().filter((text) => !stored.includes(text)),
    doubled: stored.filter((text, index) => stored.indexOf(text) !== index),
    outOfOrder: said.flatMap((texts) => misplaced(texts, stored)),
    differing: Object.keys(shown).filter((name) => shown[name]?.join() !== stored.join()),
  };
}

export function isClean(verdict: Verdict): boolean {
  return Object.values(verdict).every((found) => found.length === 0);
}

function misplaced(texts: string[], stored: string[]): string[] {
  const places = texts.map((text) => stored.indexOf(text));
  return texts.filter((_, index) => index > 0 && (places[index] ?? 0) < (places[index - 1] ?? 0));
}
