import { createServer, type Server } from 'node:http';
import Pusher from 'pusher';
import { onTestFinished } from 'vitest';
import { type RawData, WebSocket } from 'ws';
import { createRealtimeServer, type RealtimeOptions, type RealtimeServer } from '#local/realtime/server';

export const APP = { appId: '7', key: 'test-key', secret: 'test-secret' };

export interface Message {
  event: string;
  channel?: string;
  data?: unknown;
  user_id?: string;
}

/** A bare WebSocket that remembers what it was sent, so that a test sees what is on the wire. */
export class Client {
  readonly received: Message[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  socketId = '';
  readonly #socket: WebSocket;
  #look: () => void = () => {};

  constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.#socket.on('message', (raw: RawData, isBinary: boolean) => {
      // the real client does not understand a binary frame
      this.received.push(isBinary ? { event: 'binary' } : JSON.parse(raw.toString()));
      this.#look();
    });
    this.closed = new Promise((resolve, reject) => {
      this.#socket.once('error', reject);
      this.#socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    // a test that does not wait for the end must not fail by it
    this.closed.catch(() => {});
  }

  send(event: string, data: unknown, channel?: string): void {
    this.#socket.send(JSON.stringify({ event, data, channel }));
  }

  sendText(text: string): void {
    this.#socket.send(text);
  }

  close(): void {
    this.#socket.close();
  }

  /** Ends as a network does that fails: without a goodbye. */
  breakOff(): void {
    this.#socket.terminate();
  }

  all(event: string): Message[] {
    return this.received.filter((message) => message.event === event);
  }

  /** The next message of this name that was not waited for yet. */
  async next(event: string): Promise<Message> {
    for (;;) {
      const index = this.received.findIndex((message) => message.event === event);
      const [message] = index < 0 ? [] : this.received.splice(index, 1);
      if (message) return message;
      await new Promise<void>((resolve) => {
        this.#look = resolve;
      });
    }
  }

  /** Everything the server sent before now has arrived when this resolves. */
  async settled(): Promise<void> {
    this.send('pusher:ping', {});
    await this.next('pusher:pong');
  }

  async subscribe(channel: string, auth: Record<string, unknown> = {}): Promise<Message> {
    this.send('pusher:subscribe', { channel, ...auth });
    return this.next('pusher_internal:subscription_succeeded');
  }
}

export interface World {
  realtime: RealtimeServer;
  port: number;
  sdk: Pusher;
  connect(): Promise<Client>;
  /** A client that is not greeted, for the query that is said to be wrong. */
  dial(pathAndQuery: string): Client;
  /** A signed API request without the SDK, which would refuse some of what a test wants to send. */
  post(path: string, body: unknown): Promise<Response>;
  /** Subscribes with a signature of the real SDK. */
  join(client: Client, channel: string, channelData?: Pusher.PresenceChannelData): Promise<Message>;
}

export async function startRealtime(options: Partial<RealtimeOptions> = {}): Promise<World> {
  const realtime = createRealtimeServer({ ...APP, ...options });
  const server = createServer((request, response) => {
    if (!realtime.handleRequest(request, response)) response.writeHead(404).end();
  });
  server.on('upgrade', (request, socket, head) => {
    if (!realtime.handleUpgrade(request, socket, head)) socket.destroy();
  });
  const port = await listen(server);
  onTestFinished(async () => {
    await realtime.close();
    server.close().closeAllConnections();
  });
  return worldAt(realtime, port);
}

function worldAt(realtime: RealtimeServer, port: number): World {
  const sdk = new Pusher({
    ...APP,
    host: '127.0.0.1',
    port: String(port),
    encryptionMasterKeyBase64: Buffer.alloc(32).toString('base64'),
  });
  const dial = (pathAndQuery: string) => new Client(`ws://127.0.0.1:${port}${pathAndQuery}`);
  return {
    realtime,
    port,
    sdk,
    dial,
    async connect() {
      const client = dial(`/app/${APP.key}?protocol=7&client=js&version=8.6.0`);
      const { data } = await client.next('pusher:connection_established');
      client.socketId = JSON.parse(String(data)).socket_id;
      return client;
    },
    post(path, content) {
      const body = JSON.stringify(content);
      const signable = { method: 'POST', path: `/apps/${APP.appId}${path}`, body, params: {} };
      const query = sdk.createSignedQueryString(signable);
      return fetch(`http://127.0.0.1:${port}${signable.path}?${query}`, { method: 'POST', body });
    },
    join(client, channel, channelData) {
      const authorisation = sdk.authorizeChannel(client.socketId, channel, channelData);
      return client.subscribe(channel, { ...authorisation });
    },
  };
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return address.port;
}
