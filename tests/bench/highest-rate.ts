import { setTimeout } from 'node:timers/promises';
import { nextMessage } from './audience.ts';
import type { Contestant } from './latency.ts';
import { RATE } from './limits.ts';
import { post } from './post.ts';
import { summaryOf } from './samples.ts';

export interface HighestRate {
  /** Messages a second; 0 when not even the lowest was held. */
  rate: number;
  /** Milliseconds, at that rate. */
  p95: number;
  isLimitOfBench: boolean;
}

/** The highest rate at which messages still arrive in time: doubled until it is too high, then narrowed down. */
export async function findHighestRate(contestant: Contestant): Promise<HighestRate> {
  let best = { rate: 0, p95: Number.NaN };
  let tooHigh = Number.POSITIVE_INFINITY;
  let rate = RATE.first;
  while (rate <= RATE.max && tooHigh / best.rate > RATE.precision) {
    const p95 = await bestP95At(contestant, rate);
    if (p95 < RATE.latency) best = { rate, p95 };
    else tooHigh = rate;
    rate = Math.round(tooHigh === Number.POSITIVE_INFINITY ? rate * 2 : Math.sqrt(best.rate * tooHigh));
    if (best.rate === 0) break;
  }
  return { ...best, isLimitOfBench: best.rate === RATE.max };
}

/** A rate that fails gets another chance: the machine may have been busy with something else. */
async function bestP95At(contestant: Contestant, rate: number): Promise<number> {
  const p95 = await p95At(contestant, rate);
  return p95 < RATE.latency ? p95 : p95At(contestant, rate);
}

/** Sends at a fixed rate, whether or not what was sent before has arrived: late ones count from when they were due. */
async function p95At({ chat, audience }: Contestant, rate: number): Promise<number> {
  const total = rate * RATE.seconds;
  const pending: Promise<number>[] = [];
  const start = performance.now();
  let arrived = 0;
  while (pending.length < total) {
    // the first one is due at once
    const due = Math.min(total, 1 + Math.floor(((performance.now() - start) / 1000) * rate));
    while (pending.length < due) pending.push(send(start + (pending.length / rate) * 1000));
    // so far behind, no answer can be in time any more
    if (pending.length - arrived > rate) break;
    await setTimeout(1);
  }
  const isHopeless = pending.length < total;
  const samples = await Promise.allSettled(pending);
  const times = samples.map((sample) =>
    sample.status === 'fulfilled' ? sample.value : Number.POSITIVE_INFINITY,
  );
  const failure = samples.find((sample) => sample.status === 'rejected');
  if (failure) console.log(`  ${chat.name} at ${rate}/s: ${failure.reason}`);
  const hasFailed = times.includes(Number.POSITIVE_INFINITY);
  return isHopeless || hasFailed ? Number.POSITIVE_INFINITY : summaryOf(times).p95;

  async function send(dueAt: number): Promise<number> {
    const { number, content } = nextMessage();
    const [at] = await Promise.all([audience.allHear(number), post(chat, content)]);
    arrived += 1;
    return at - dueAt;
  }
}
