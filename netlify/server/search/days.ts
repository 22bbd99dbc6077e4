/**
 * What is asked of an earlier day is asked of the first of these, of a later one of the last: no message is from there, and
 * between them years have four digits, for `Date.UTC` and `Intl` as for Postgres.
 */
const FIRST_DAY = '1000-01-01';
const LAST_DAY = '9999-12-29';

/** @param day YYYY-MM-DD @returns when it begins and ends where somebody lives */
export function spanOfDay(day: string, timeZone: string): { from: Date; before: Date } {
  const midnight = new Date(`${nearestKnown(day)}T00:00:00Z`);
  const next = new Date(midnight.getTime() + 86_400_000);
  return { from: startOf(midnight, timeZone), before: startOf(next, timeZone) };
}

/** Written like this, days are in the order of their letters. */
function nearestKnown(day: string): string {
  if (day < FIRST_DAY) return FIRST_DAY;
  return day > LAST_DAY ? LAST_DAY : day;
}

/** The instant at which the clock there shows what this one shows in UTC. */
function startOf(wall: Date, timeZone: string): Date {
  const guess = new Date(wall.getTime() - offsetAt(wall, timeZone));
  // the offset may change between the two, on a day on which the clocks do
  return new Date(wall.getTime() - offsetAt(guess, timeZone));
}

/** Milliseconds by which the clock there is ahead of UTC. */
function offsetAt(instant: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - Math.floor(instant.getTime() / 1_000) * 1_000;
}
