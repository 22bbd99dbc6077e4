import * as z from 'zod/mini';
import { Id } from '#lib/contracts/ids';
import { Message } from '#lib/contracts/messages';
import { SEARCH_MAX } from '#lib/search/query';

/** Messages of one page of results. */
export const SEARCH_PAGE_SIZE = 25;

const TimeZone = z.string().check(z.maxLength(60), z.refine(isTimeZone, 'Not a time zone'));

/** GET chat-search. */
export const SearchMessages = z.strictObject({
  /** As `parseSearch` reads it. */
  q: z.string().check(
    z.refine((q) => !q.includes('\0') && q.isWellFormed(), 'Contains characters that cannot be searched'),
    z.refine((q) => q.trim() !== '', 'Search for something'),
    z.refine((q) => [...q].length <= SEARCH_MAX, `At most ${SEARCH_MAX} characters`),
  ),
  order: z._default(z.enum(['newest', 'best']), 'newest'),
  /** Whose days `on:`, `before:` and `after:` speak of. */
  timeZone: z._default(TimeZone, 'UTC'),
  /** What the page before gave. */
  cursor: z.optional(z.string().check(z.maxLength(200))),
});
export type SearchMessages = z.infer<typeof SearchMessages>;

const SearchResult = z.object({
  message: Message,
  channelId: Id,
  /** Where in the message's content the words stand: pairs of UTF-16 offsets, from and to, ascending. */
  highlights: z.array(z.tuple([z.int(), z.int()])),
});

export const SearchPage = z.object({
  results: z.array(SearchResult),
  /** For the next page; null at the end. */
  cursor: z.nullable(z.string()),
});
export type SearchPage = z.infer<typeof SearchPage>;
export type SearchResult = SearchPage['results'][number];

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
