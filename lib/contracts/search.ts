import { z } from 'zod';
import { Id } from '#lib/contracts/ids';
import { Message } from '#lib/contracts/messages';
import { SEARCH_MAX } from '#lib/search/query';

/** Messages of one page of results. */
export const SEARCH_PAGE_SIZE = 25;

const TimeZone = z.string().max(60).refine(isTimeZone, 'Not a time zone');

/** GET chat-search. */
export const SearchMessages = z.strictObject({
  /** As `parseSearch` reads it. */
  q: z
    .string()
    .refine((q) => !q.includes('\0') && q.isWellFormed(), 'Contains characters that cannot be searched')
    .refine((q) => q.trim() !== '', 'Search for something')
    .refine((q) => [...q].length <= SEARCH_MAX, `At most ${SEARCH_MAX} characters`),
  order: z.enum(['newest', 'best']).default('newest'),
  /** Whose days `on:`, `before:` and `after:` speak of. */
  timeZone: TimeZone.default('UTC'),
  /** What the page before gave. */
  cursor: z.string().max(200).optional(),
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
  cursor: z.string().nullable(),
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
