import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Chat } from './chats.ts';

const agent = new Agent({ keepAlive: true });

/** Posts one message and waits for the answer, which has to be a success. */
export async function post(chat: Chat, content: string): Promise<void> {
  const { path, headers, body } = chat.post(content);
  const json = JSON.stringify(body);
  await new Promise<void>((resolve, reject) => {
    const sending = request(
      {
        host: '127.0.0.1',
        port: chat.port,
        path,
        method: 'POST',
        agent,
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(json),
        },
      },
      async (response) => {
        const answer = await text(response);
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${chat.name} answered ${response.statusCode}: ${answer}`));
      },
    );
    sending.on('error', reject).end(json);
  });
}
