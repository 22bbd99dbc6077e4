import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { type Child, startChild } from './child.ts';

/** A chat as the bench sees it: something to post to, and sockets that hear of it. */
export interface Chat {
  name: string;
  port: number;
  /** Path on the port, for sockets. */
  socketPath: string;
  post(content: string): Post;
  /** What a socket says in answer to a text that is no message, and whether it hears messages from now on. */
  answer(text: string): { say?: string; joined?: boolean };
  stop(): Promise<void>;
}

interface Post {
  path: string;
  headers: Record<string, string>;
  body: object;
}

const TeamChat = z.object({
  port: z.number(),
  channelId: z.uuid(),
  cookies: z.array(z.string()),
  settings: z.record(z.string(), z.string()),
});
export type TeamChat = Child<z.infer<typeof TeamChat>>;

const OtherChat = z.object({ port: z.number(), storage: z.string() });

export function startTeamChat(): Promise<TeamChat> {
  return startChild('team-chat', TeamChat);
}

export function openTeamChat({ report, stop }: TeamChat): Chat {
  const { port, channelId, cookies, settings } = report;
  const subscribe = JSON.stringify({ event: 'pusher:subscribe', data: { channel: 'team-chat' } });
  let sent = 0;
  return {
    name: 'ours',
    port,
    socketPath: `/app/${settings.PUSHER_KEY}?protocol=7&client=bench&version=1`,
    // everybody in turn: the limit of 30 messages in 10 s a person stays on
    post: (content) => ({
      path: '/.netlify/functions/chat-send-message',
      headers: { cookie: cookies[sent++ % cookies.length] ?? '' },
      body: { id: uuidv7(), channelId, content },
    }),
    answer(text) {
      if (text.includes('pusher:connection_established')) return { say: subscribe };
      if (text.includes('pusher:ping')) return { say: '{"event":"pusher:pong","data":{}}' };
      return { joined: text.includes('pusher_internal:subscription_succeeded') };
    },
    stop,
  };
}

const post = (content: string): Post => ({
  path: '/',
  headers: {},
  body: { id: uuidv7(), channelId: CHANNEL, senderId: SENDER, content },
});
const [CHANNEL, SENDER] = [randomUUID(), randomUUID()];

export async function openFloor(): Promise<Chat> {
  const { report, stop } = await startChild('floor', OtherChat);
  const { port, storage } = report;
  return { name: `floor (${storage})`, port, socketPath: '/', post, answer: () => ({}), stop };
}

export async function openSocketIo(): Promise<Chat> {
  const { report, stop } = await startChild('socket-io', OtherChat);
  return {
    name: `Socket.IO (${report.storage})`,
    port: report.port,
    socketPath: '/socket.io/?EIO=4&transport=websocket',
    post,
    // Engine.IO: 0 opens, 2 pings, 3 pongs, 4 is a message; Socket.IO in it: 0 connects
    answer(text) {
      if (text.startsWith('0')) return { say: '40' };
      if (text === '2') return { say: '3' };
      return { joined: text.startsWith('40') };
    },
    stop,
  };
}
