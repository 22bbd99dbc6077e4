/** What the filters of the interface do to a search as it was typed: the text stays the only place where they are kept. */
import { parseSearch, partsOf, type SearchFilter, writeFilter } from '#lib/search/query';

/**
 * What was typed without the filters that are replaced, and with the next one, if any, in front: there no quote that is
 * not closed can swallow it, and the words stay at the end, where one goes on typing.
 */
export function replaceFilters(
  typed: string,
  isReplaced: (filter: SearchFilter) => boolean,
  next: SearchFilter | null,
): string {
  let rest = '';
  let end = 0;
  for (const { from, to, filter } of partsOf(typed)) {
    if (!filter || !isReplaced(filter)) continue;
    rest += typed.slice(end, from);
    end = to + spacesAt(typed, to);
  }
  rest = (rest + typed.slice(end)).trim();
  return next ? `${writeFilter(next)} ${rest}`.trim() : rest;
}

/** Whether a filter can be typed at all: nothing stands for a quote within a value, or for an @ that is part of it. */
export function isWritable(filter: SearchFilter): boolean {
  if (filter.value.includes('"')) return false;
  const { filters, words } = parseSearch(writeFilter(filter));
  const [read] = filters;
  return words.length === 0 && filters.length === 1 && read !== undefined && isSame(read, filter);
}

/** Whether two filters say the same. */
export function isSame(a: SearchFilter, b: SearchFilter): boolean {
  return a.name === b.name && a.value === b.value && a.isWithout === b.isWithout;
}

function spacesAt(text: string, index: number): number {
  return /^\s*/.exec(text.slice(index))?.[0].length ?? 0;
}
