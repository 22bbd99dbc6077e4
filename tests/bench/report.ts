import type { HighestRate } from './highest-rate.ts';
import { AUDIENCES, HANDLER_CALLS, HANDLER_MAX, LINK_DELAY, RATE, ROUNDS, SENDS_A_ROUND } from './limits.ts';
import type { Summary } from './samples.ts';

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
