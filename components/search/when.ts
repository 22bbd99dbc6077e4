/** Times of results. The page speaks English, so they do too; the day is the reader's own. */

const LOCALE = 'en-GB';
const short = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });
const exact = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'medium' });

/** "16 Nov 2026, 09:41". */
export function whenOf(iso: string): string {
  return short.format(new Date(iso));
}

export function exactTimeOf(iso: string): string {
  return exact.format(new Date(iso));
}

/** The reader's calendar day, as a date filter says it: "2026-11-16". */
export function dayOf(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
