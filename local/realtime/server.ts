import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Faults } from '../faults/faults.ts';
import { createApp } from './app.ts';
import { type Counts, resetCounts, snapshotOf } from './counts.ts';
import { answerApi } from './http-api.ts';
import { ACTIVITY_TIMEOUT_SECONDS, PONG_TIMEOUT_SECONDS } from './limits.ts';
import { Sockets } from './sockets.ts';

export interface RealtimeOptions {
  appId: string;
  key: string;
  secret: string;
  /** Seconds of silence after which either side pings the other. */
  activityTimeout?: number;
  /** Seconds the server waits for an answer to its ping. */
  pongTimeout?: number;
  /** Where channel_occupied, member_added and so on are posted to. */
  webhookUrl?: string;
  /** What goes wrong on purpose; nothing by default. */
  faults?: Faults;
  /** The port serves nothing else: an upgrade anywhere is taken and closed with 4005, as Pusher does. */
  ownsAllPaths?: boolean;
}

export interface RealtimeServer {
  /** Answers the HTTP API (`/apps/<id>/…`); false when the path is not ours. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean;
  /** Takes `/app/<key>` upgrades; false when the path is not ours. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** What was counted since the start or the last reset, as of now. */
  readonly counts: Readonly<Counts>;
  resetCounts(): void;
  /** Closes every socket with 1001, after which clients come back on their own. */
  close(): Promise<void>;
}

const API_PATH = /^\/apps(\/|\?|$)/;
const SOCKET_PATH = /^\/app(\/|\?|$)/;

/** Speaks Pusher's protocol 7 and HTTP API for one app, on a port that belongs to the caller. */
export function createRealtimeServer(options: RealtimeOptions): RealtimeServer {
  const { appId, key, secret, ownsAllPaths = false, faults = new Faults() } = options;
  const app = createApp(appId, { key, secret }, faults, options.webhookUrl);
  const sockets = new Sockets(app, {
    activitySeconds: options.activityTimeout ?? ACTIVITY_TIMEOUT_SECONDS,
    pongSeconds: options.pongTimeout ?? PONG_TIMEOUT_SECONDS,
  });

  return {
    handleRequest(request, response) {
      const isOurs = API_PATH.test(request.url ?? '');
      if (isOurs) void answerApi(app, request, response);
      return isOurs;
    },
    handleUpgrade(request, socket, head) {
      const isOurs = ownsAllPaths || SOCKET_PATH.test(request.url ?? '');
      if (isOurs) sockets.take(request, socket, head);
      return isOurs;
    },
    get counts() {
      return snapshotOf(app.counts);
    },
    resetCounts: () => resetCounts(app.counts),
    async close() {
      app.webhooks.stop();
      await sockets.close();
    },
  };
}
