/** As a text has them: neither within a word nor beside another colon. */
const NAMES = /(?<![\p{L}\p{N}:]):([a-z0-9_+-]{1,64}):(?![\p{L}\p{N}])/gu;

/** Puts emoji where their names are, in a line that has no Markdown in it any more. What is no name stays. */
export function withEmoji(line: string, byName: ReadonlyMap<string, string>): string {
  if (!line.includes(':')) return line;
  return line.replace(NAMES, (whole, name: string) => byName.get(name) ?? whole);
}
