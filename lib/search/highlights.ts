/** Where the words of a search stand in a text: pairs of UTF-16 offsets, ascending, none within another. */
export function highlightsOf(content: string, words: readonly string[]): [number, number][] {
  const found = words
    .flatMap((word) => [...content.matchAll(new RegExp(literally(word), 'giu'))])
    .map((match): [number, number] => [match.index, match.index + match[0].length])
    .sort(([a], [b]) => a - b);
  const apart: [number, number][] = [];
  for (const [from, to] of found) {
    const last = apart.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
