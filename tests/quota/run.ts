/**
 * `npm run quota`: what a working day costs at Pusher, which counts every publication and every delivery. The day is made
 * up (`day.ts`), everything else is real: functions, database, sockets, and the page's rules for what is told when.
 */
import { styleText } from 'node:util';
import { seededRandom } from '#local/faults/random';
import type { EventCount } from '#local/realtime/counts';
import { Agenda } from './agenda.ts';
import { type Day, dayOf, type Happening, MESSAGES, PAGES, PEOPLE, personOf } from './day.ts';
import { type Office, openOffice } from './office.ts';
import { OpenPage } from './open-page.ts';

/** Messages a day of Pusher's free plan. */
const FREE_PER_DAY = 200_000;
/** Milliseconds of the day that count as one moment: what two pages do then, they do at once. */
const MOMENT = 40;
/** As long as people's messages are on average. */
const CONTENT = 'The usual: one or two lines about what somebody is doing and when it will be there.';
const SEED = 1;
const PROGRESS_EVERY = 500;

const started = performance.now();
const print = console.log;
// functions run in this process, and say a line or two for each message
console.log = () => {};
const seconds = () => Math.round((performance.now() - started) / 1_000);
const day = dayOf(SEED);
const office = await openOffice(day.channels);
const open = await live(day, office);
report(office.stack.realtime.counts.byEvent);
for (const page of open) await page.go();
await office.stack.close();

async function live({ channels, happenings }: Day, at: Office): Promise<OpenPage[]> {
  const agenda = new Agenda();
  const random = seededRandom(SEED);
  let said = 0;
  const rooms = at.channelIds.map((id) => ({ id, authors: [''] }));
  const roomsOf = (person: number) =>
    rooms.filter((_, channel) => channels[channel]?.members.includes(person));
  const pages = Array.from({ length: PAGES }, (_, page) => {
    const person = at.people[personOf(page)];
    if (!person) throw new Error(`Nobody has page ${page}`);
    return new OpenPage(person, at, agenda, random);
  });

  async function happen(happening: Happening): Promise<void> {
    const page = pages[happening.page];
    if (!page) return;
    if (happening.what === 'comes') await page.come(roomsOf(personOf(happening.page)));
    else if (happening.what === 'goes') await page.go();
    else if (happening.what === 'looks') await page.look(rooms[happening.channel ?? -1] ?? null);
    else if (happening.what === 'says') await say(page, happening);
  }

  async function say(page: OpenPage, { channel }: { channel: number }): Promise<void> {
    const room = rooms[channel];
    if (!room) return;
    // the day is short here, and so is the time in which one person may send so many
    await at.stack.database.query('delete from send_rates');
    await page.say(room, CONTENT);
    for (const other of pages) other.hear();
    said += 1;
    if (said % PROGRESS_EVERY === 0) print(`${said} messages after ${seconds()} s`);
  }

  for (const happening of happenings) {
    agenda.add(happening.at * 1_000, () => happen(happening));
    if (happening.what === 'says') {
      const { page, channel, typedFor } = happening;
      agenda.add((happening.at - typedFor) * 1_000, async () => {
        await pages[page]?.look(rooms[channel] ?? null);
        if (pages[page]?.isThere) pages[page].type(happening.at * 1_000);
      });
    }
  }
  await agenda.pass(MOMENT);
  return pages;
}

function report(byEvent: Record<string, EventCount>): void {
  const rows = Object.entries(byEvent).map(([event, { published, delivered }]) => {
    const count = published + delivered;
    return { event, published, delivered, count };
  });
  rows.sort((one, other) => other.count - one.count);
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const number = (value: number) => value.toLocaleString('en').padStart(10);
  print(`${PEOPLE} people, ${PAGES} pages, ${MESSAGES} messages in a day of eight hours (seed ${SEED})\n`);
  print(`${'event'.padEnd(32)} published  delivered    counted`);
  for (const { event, published, delivered, count } of rows) {
    print(`${event.padEnd(32)}${number(published)} ${number(delivered)} ${number(count)}`);
  }
  const isWithin = total < FREE_PER_DAY;
  const share = `${Math.round((100 * total) / FREE_PER_DAY)} % of Pusher's free ${FREE_PER_DAY.toLocaleString('en')}`;
  print(`${'in all'.padEnd(54)}${number(total)}  ${styleText(isWithin ? 'green' : 'red', share)}`);
  print(`\nThe day took ${seconds()} s here.`);
  process.exitCode = isWithin ? 0 : 1;
}
