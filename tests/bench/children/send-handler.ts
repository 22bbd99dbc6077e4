// Calls `chat-send-message` as Netlify does, with slow links to the database and to Pusher, and reports how long each call took.
import { setTimeout } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { HANDLER_CALLS, LINK_DELAY } from '../limits.ts';
import { openDelayedLink } from './delayed-link.ts';
import { report } from './parent.ts';

const WARM_UP_CALLS = 20;

const port = Number(process.env.PUSHER_PORT);
const channelId = process.env.BENCH_CHANNEL_ID;
const cookies: string[] = JSON.parse(process.env.BENCH_COOKIES ?? '[]');
const sql = await openDelayedLink(port, LINK_DELAY);
const pusher = await openDelayedLink(port, LINK_DELAY);
process.env.DATABASE_URL = process.env.DATABASE_URL?.replace(`:${port}/`, `:${sql.port}/`);
process.env.PUSHER_PORT = String(pusher.port);
const { default: handler } = await import('../../../netlify/functions/chat-send-message.ts');

const samples: number[] = [];
for (let call = 0; call < WARM_UP_CALLS + HANDLER_CALLS; call++) {
  const request = requestOf(call);
  const start = performance.now();
  const response = await handler(request, { requestId: 'bench' });
  const took = performance.now() - start;
  if (!response.ok || response.headers.has('x-realtime')) throw new Error(await response.text());
  if (call >= WARM_UP_CALLS) samples.push(took);
  // people do not send in one breath
  await setTimeout(5);
}
report({ samples }, async () => undefined);

function requestOf(call: number): Request {
  return new Request(`${process.env.URL}/.netlify/functions/chat-send-message`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookies[call % cookies.length] ?? '' },
    body: JSON.stringify({ id: uuidv7(), channelId, content: 'A message over slow links' }),
  });
}
