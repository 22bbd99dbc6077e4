/** Times as people read them. The page speaks English, so its dates do too, whatever the device is set to. */

const LOCALE = 'en-GB';
const time = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const seconds = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'medium' });
const exact = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'medium' });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long' });
const dayAndMonth = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long' });
const dayMonthYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric' });

export function timeOf(iso: string): string {
  return time.format(new Date(iso));
}

/** To the second: "14:03:22". */
export function secondsOf(iso: string): string {
  return seconds.format(new Date(iso));
}

export function exactTimeOf(iso: string): string {
  return exact.format(new Date(iso));
}

/** "Today", "Yesterday", "Monday, 16 November", and with its year when that is another one. */
export function dayLabelOf(iso: string, now: Date): string {
  const day = new Date(iso);
  const daysAgo = Math.round((startOfDay(now, 0).getTime() - startOfDay(day, 0).getTime()) / 86_400_000);
  if (daysAgo === 0) return 'Today';
  if (daysAgo === 1) return 'Yesterday';
  const date = day.getFullYear() === now.getFullYear() ? dayAndMonth : dayMonthYear;
  return `${weekday.format(day)}, ${date.format(day)}`;
}

/** Midnight of a day, or of the days after it. Days are not always 24 hours long. */
export function startOfDay(date: Date, daysLater: number): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + daysLater);
}
