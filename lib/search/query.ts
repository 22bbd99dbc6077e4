/**
 * What somebody searches for, as they type it: words, "exact phrases", -without, and filters like `from:mary`. What does
 * not parse as a filter is a word like any other; nothing is an error.
 */

/** Characters of one search. */
export const SEARCH_MAX = 400;
/** Words and filters of one search: each costs the database time. */
const PARTS_MAX = 20;

interface SearchWord {
  readonly text: string;
  readonly isWithout: boolean;
}

export interface SearchFilter {
  readonly name: 'from' | 'in' | 'before' | 'after' | 'on' | 'has' | 'mentions';
  readonly value: string;
  readonly isWithout: boolean;
}

export interface SearchQuery {
  readonly words: readonly SearchWord[];
  readonly filters: readonly SearchFilter[];
}

const PART = /(-?)(?:([a-z]+):)?(?:"([^"]+)"|(\S+))/giu;

/** One part of what was typed, and where it stands: UTF-16 offsets. A part is a filter or a word. */
export interface SearchPart {
  readonly from: number;
  readonly to: number;
  readonly filter: SearchFilter | null;
  readonly word: SearchWord | null;
}

export function parseSearch(typed: string): SearchQuery {
  const parts = partsOf(typed).slice(0, PARTS_MAX);
  return {
    words: parts.flatMap(({ word }) => (word && word.text !== '' ? [word] : [])),
    filters: parts.flatMap(({ filter }) => filter ?? []),
  };
}

/** All parts in their order, also those too many to be searched. */
export function partsOf(typed: string): readonly SearchPart[] {
  return [...typed.matchAll(PART)].map((match) => {
    const [part, minus, name = '', quoted, bare = ''] = match;
    const value = (quoted ?? bare).trim();
    const isWithout = minus === '-';
    const filter = filterOf(name.toLowerCase(), value);
    return {
      from: match.index,
      to: match.index + part.length,
      filter: filter && { ...filter, isWithout },
      word: filter ? null : wordOf(part, name, value, isWithout),
    };
  });
}

/** A name that is no filter belongs to the word: `https://example.com`, `note:milk`. */
function wordOf(part: string, name: string, value: string, isWithout: boolean): SearchWord {
  if (name === '') return { text: value, isWithout };
  return { text: (isWithout ? part.slice(1) : part).replaceAll('"', '').trim(), isWithout };
}

function filterOf(name: string, value: string): Omit<SearchFilter, 'isWithout'> | null {
  switch (name) {
    case 'from':
      return named(name, value.replace(/^@/, ''));
    case 'in':
      return named(name, value.replace(/^[#@]/, ''));
    case 'before':
    case 'after':
    case 'on':
      return isDay(value) ? { name, value } : null;
    case 'has':
      return value === 'link' || value === 'file' ? { name, value } : null;
    case 'mentions':
      return value === 'me' ? { name, value } : null;
    default:
      return null;
  }
}

/** A name of nothing would be the beginning of every name. */
function named(name: 'from' | 'in', value: string): Omit<SearchFilter, 'isWithout'> | null {
  return value === '' ? null : { name, value };
}

/** A day that the calendar has. */
function isDay(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** The search that `parseSearch` would read again: what the filters of the interface write. */
export function writeFilter({ name, value, isWithout }: SearchFilter): string {
  const written = /\s/.test(value) ? `"${value}"` : value;
  return `${isWithout ? '-' : ''}${name}:${written}`;
}
