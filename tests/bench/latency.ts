import { type Audience, nextMessage } from './audience.ts';
import type { Chat } from './chats.ts';
import { ROUNDS, SENDS_A_ROUND, WARM_UP_SENDS } from './limits.ts';
import { post } from './post.ts';
import { type Summary, summaryOf } from './samples.ts';

export interface Contestant {
  chat: Chat;
  audience: Audience;
}

/** POST → last receiver's socket, one message after the other. */
export async function measureLatency(contestants: Contestant[], receivers: number): Promise<Summary[]> {
  for (const contestant of contestants) {
    await contestant.audience.growTo(receivers);
    await sendInTurn(contestant, WARM_UP_SENDS);
  }
  const samples = contestants.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, contestant] of contestants.entries()) {
      samples[index]?.push(...(await sendInTurn(contestant, SENDS_A_ROUND)));
    }
  }
  return samples.map(summaryOf);
}

async function sendInTurn({ chat, audience }: Contestant, count: number): Promise<number[]> {
  const samples: number[] = [];
  for (let sent = 0; sent < count; sent++) {
    const { number, content } = nextMessage();
    const heard = audience.allHear(number);
    const start = performance.now();
    const [at] = await Promise.all([heard, post(chat, content)]);
    samples.push(at - start);
  }
  return samples;
}
