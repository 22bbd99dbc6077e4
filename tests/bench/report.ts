import type { DatabaseReport } from './database/measure-database.ts';
import type { DatabaseFigure } from './database/subject.ts';
import type { HighestRate } from './highest-rate.ts';
import {
  AUDIENCES,
  DATABASE,
  HANDLER_CALLS,
  HANDLER_MAX,
  LARGE,
  LINK_DELAY,
  LIST,
  LIST_MESSAGES,
  RATE,
  ROUNDS,
  SENDS_A_ROUND,
  TYPING_MAX,
  WORST_TEXT_MAX,
  WORST_TEXT_SAMPLES,
} from './limits.ts';
import type { ListFigures, ListReport } from './message-list.ts';
import type { TextFigure } from './message-text.ts';
import type { Summary } from './samples.ts';
import type { TypingReport } from './typing.ts';

export interface Row {
  name: string;
  /** One for each of AUDIENCES. */
  latencies: Summary[];
  highest: HighestRate | null;
}

const FIRST_COLUMN = 44;
const COLUMN = 18;

/** Prints what was measured of the send handler; false when it is too slow. */
export function reportHandler({ median, p95 }: Summary): boolean {
  const isFast = median < HANDLER_MAX;
  console.log(
    `Send handler, ${LINK_DELAY} ms added to the database and ${LINK_DELAY} ms to Pusher, ${HANDLER_CALLS} calls`,
  );
  console.log(`  median ${ms(median)}, p95 ${ms(p95)}; limit ${HANDLER_MAX} ms: ${verdict(isFast)}\n`);
  return isFast;
}

/** Prints the table, ours first and the floor second; false when ours is too slow. */
export function reportChats(rows: Row[]): boolean {
  const sends = ROUNDS * SENDS_A_ROUND;
  console.log(
    `POST → last receiver's socket, ${sends} sends to each, median / p95 in ms; highest rate with p95 < ${RATE.latency} ms`,
  );
  line('', [
    ...AUDIENCES.map(({ receivers }) => `${receivers} receiver${receivers > 1 ? 's' : ''}`),
    `rate, ${RATE.receivers} rec.`,
  ]);
  for (const { name, latencies, highest } of rows) line(name, [...latencies.map(cell), rateCell(highest)]);

  const [ours, floor] = rows;
  const checks = AUDIENCES.map(({ timesFloor }, index) => {
    const times =
      (ours?.latencies[index]?.median ?? Number.NaN) / (floor?.latencies[index]?.median ?? Number.NaN);
    return { times, limit: timesFloor, isFast: times <= timesFloor };
  });
  line(
    'ours ÷ floor, of the medians',
    checks.map(({ times }) => `${times.toFixed(2)} ×`),
  );
  line(
    'limit',
    checks.map(({ limit }) => `${limit} ×`),
  );
  line(
    '',
    checks.map(({ isFast }) => verdict(isFast)),
  );
  return checks.every(({ isFast }) => isFast);
}

/** Prints what the statements cost on a large table; false when one is too slow or reads all of it. */
export function reportDatabase({ name, figures, searches, send, scanned }: DatabaseReport): boolean {
  const { large, empty } = send;
  console.log(
    `Database: ${LARGE.messages.toLocaleString('en')} messages, ${name}; its own time, median / p95 in ms`,
  );
  const areFast = [...figures, ...searches].map(figureLine);
  const slowest = searches.toSorted((a, b) => b.median - a.median)[0];
  console.log(`  slowest search: ${slowest?.name}, ${ms(slowest?.median ?? Number.NaN)}`);
  const times = large.median / empty.median;
  const isSendFast = times <= DATABASE.timesEmpty;
  const sends = `${cell(large)}, on an empty table ${cell(empty)}: ${times.toFixed(2)} ×`;
  console.log(`  send: ${sends}; limit ${DATABASE.timesEmpty} ×: ${verdict(isSendFast)}`);
  const isScanned = scanned.has('internal_messages');
  console.log(`  sequential scans on messages: ${isScanned ? 'yes' : 'none'}\n`);
  return areFast.every(Boolean) && isSendFast && !isScanned;
}

/** Prints what a browser makes of a long list, ours first; false when ours is too slow. */
export function reportList({ ours, virtua, shift }: ListReport): boolean {
  console.log(
    `List of ${LIST_MESSAGES.toLocaleString('en')} messages in Chromium, median / p95 in ms, ours with all around it`,
  );
  line('', ['ours', 'virtua, bare', 'limit', '']);
  const rows: [name: string, cells: string[], limit: string, isFast: boolean][] = [
    ['mount', cells(({ mount }) => cell(mount)), `${LIST.mount}`, ours.mount.median <= LIST.mount],
    [
      'switch to another channel',
      cells(({ switching }) => cell(switching)),
      `${LIST.switching}`,
      ours.switching.median <= LIST.switching,
    ],
    ['a message arrives', cells(({ arriving }) => cell(arriving)), ARRIVING, isArriving(ours.arriving)],
    ['one every 60 to 100 ms', cells(({ burst }) => cell(burst)), ARRIVING, isArriving(ours.burst)],
    [
      'longest frame, 1,200 px each',
      cells(({ longestFrame }) => longestFrame.toFixed(1)),
      `${LIST.longestFrame}`,
      ours.longestFrame <= LIST.longestFrame,
    ],
    [
      'frames with nothing in view',
      cells(({ emptyFrames }) => `${emptyFrames}`),
      '0',
      ours.emptyFrames === 0,
    ],
    [
      'messages drawn',
      cells(({ articles }) => `${articles}`),
      `${LIST.articles}`,
      ours.articles <= LIST.articles,
    ],
    ['heap, MB', cells(({ heap }) => heap.toFixed(1)), `${LIST.heap}`, ours.heap <= LIST.heap],
    ['what was read moved, px', [shift.toFixed(1), ''], '0', shift === 0],
  ];
  for (const [name, values, limit, isFast] of rows) line(name, [...values, limit, verdict(isFast)]);
  console.log();
  return rows.every(([, , , isFast]) => isFast);

  function cells(cellOf: (figures: ListFigures) => string): string[] {
    return [cellOf(ours), cellOf(virtua)];
  }
}

/** Prints how long the worst texts of a message take, the slowest first; false when one is too slow. */
export function reportText(figures: TextFigure[]): boolean {
  console.log(
    `The ${figures.length} worst texts in Chromium, parsed, drawn and painted, median / p95 of ${WORST_TEXT_SAMPLES} in ms`,
  );
  const sorted = figures.toSorted((a, b) => b.median - a.median);
  for (const { name, ...summary } of sorted.slice(0, 5)) line(name, [cell(summary)]);
  const isFast = figures.every(({ median }) => median <= WORST_TEXT_MAX);
  line(`and ${figures.length - 5} faster ones; limit`, [`${WORST_TEXT_MAX} ms: ${verdict(isFast)}`]);
  console.log();
  return isFast;
}

/** Prints how long a letter takes; false when it is not in the next frame. */
export function reportTyping({ short, long }: TypingReport): boolean {
  console.log(
    `Key → painted in Chromium, ${LIST_MESSAGES.toLocaleString('en')} messages, median / p95 in ms`,
  );
  line('', ['ours', 'limit', '']);
  const rows: [string, Summary][] = [
    ['in a short text', short],
    ['in one of 9,600 characters', long],
  ];
  for (const [name, summary] of rows)
    line(name, [cell(summary), `${TYPING_MAX}`, verdict(summary.median <= TYPING_MAX)]);
  console.log();
  return rows.every(([, { median }]) => median <= TYPING_MAX);
}

const ARRIVING = `${LIST.arriving} / ${LIST.arrivingP95}`;

function isArriving({ median, p95 }: Summary): boolean {
  return median <= LIST.arriving && p95 <= LIST.arrivingP95;
}

function figureLine({ name, limit, ...summary }: DatabaseFigure): boolean {
  const isFast = limit === null || summary.median <= limit;
  const end = limit === null ? '' : `limit ${limit} ms: ${verdict(isFast)}`;
  console.log(`  ${name.padEnd(2 * FIRST_COLUMN)}${cell(summary).padStart(COLUMN)}   ${end}`);
  return isFast;
}

function line(name: string, cells: string[]): void {
  console.log(`  ${name.padEnd(FIRST_COLUMN)}${cells.map((text) => text.padStart(COLUMN)).join('')}`);
}

function cell({ median, p95 }: Summary): string {
  return `${median.toFixed(1)} / ${p95.toFixed(1)}`;
}

function rateCell(highest: HighestRate | null): string {
  if (!highest) return '';
  const { rate, isLimitOfBench } = highest;
  return `${isLimitOfBench ? '≥ ' : ''}${rate}/s`;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function verdict(isFast: boolean): string {
  return isFast ? 'ok' : 'too slow';
}
