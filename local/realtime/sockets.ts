import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { FaultPlan } from '../faults/plan.ts';
import type { App } from './app.ts';
import { CLOSE, type CloseReason } from './close-codes.ts';
import { Connection } from './connection.ts';
import { encodeOwn } from './frames.ts';
import { rejectionOf } from './handshake.ts';
import { Heartbeat } from './heartbeat.ts';
import { SOCKET_MESSAGE_MAX_BYTES } from './limits.ts';
import { receive } from './messages.ts';
import { unsubscribeFromAll } from './subscriptions.ts';

type SocketFaults = NonNullable<FaultPlan['sockets']>;

export interface Timeouts {
  activitySeconds: number;
  pongSeconds: number;
}

const GOODBYE_MS = 1_000;
const PING = encodeOwn('pusher:ping', {});

/** The WebSocket side: takes sockets in, keeps them alive, lets them go. */
export class Sockets {
  readonly #app: App;
  readonly #timeouts: Timeouts;
  #isClosing = false;
  // compressing the same small frame for each of many sockets would cost far more than it saves on loopback
  readonly #server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: SOCKET_MESSAGE_MAX_BYTES,
  });

  readonly #connections = new Set<Connection>();
  // upgrades nobody has answered yet
  readonly #unanswered: (() => void)[] = [];

  constructor(app: App, timeouts: Timeouts) {
    this.#app = app;
    this.#timeouts = timeouts;
    app.faults.onChange(({ sockets }) => this.#disturb(sockets ?? {}));
  }

  take(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { down, mute } = this.#app.faults.plan.sockets ?? {};
    if (down) socket.destroy();
    else if (mute) this.#leaveUnanswered(request, socket, head);
    else this.#accept(request, socket, head);
  }

  /** Always accepts and then says no with a close code: an HTTP error would be retried for ever. */
  #accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      // a broken frame or a reset connection also ends in 'close', where it is dealt with
      webSocket.on('error', () => {});
      const rejection = this.#isClosing ? CLOSE.goingAway : this.#rejectionOf(request.url ?? '');
      if (rejection) webSocket.close(...rejection);
      else this.#welcome(webSocket, socket);
    });
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    const sockets = [...this.#server.clients];
    const closed = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of sockets) socket.close(...CLOSE.goingAway);
    const impatience = setTimeout(() => {
      for (const socket of sockets) socket.terminate();
    }, GOODBYE_MS);
    await Promise.all(closed);
    clearTimeout(impatience);
  }

  #rejectionOf(url: string): CloseReason | undefined {
    const { credentials, faults } = this.#app;
    return rejectionOf(url, credentials.key) ?? (faults.plan.sockets?.quota ? CLOSE.overQuota : undefined);
  }

  #disturb({ cut, down, mute }: SocketFaults): void {
    if (cut || down) for (const socket of this.#server.clients) socket.terminate();
    for (const connection of this.#connections) {
      if (mute) connection.mute();
      else connection.unmute();
    }
    if (!mute) for (const answer of this.#unanswered.splice(0)) answer();
  }

  #leaveUnanswered(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => {});
    this.#unanswered.push(() => this.take(request, socket, head));
  }

  #welcome(webSocket: WebSocket, socket: Duplex): void {
    const app = this.#app;
    webSocket.once('close', () => this.#connections.delete(connection));
    const connection = new Connection(webSocket, socket, () => {
      heartbeat.stop();
      this.#forget(connection);
    });
    this.#connections.add(connection);
    const heartbeat = this.#heartbeatOf(connection);
    webSocket.on('message', (message) => {
      if (!connection.isOpen) return;
      heartbeat.heard();
      receive(app, connection, message.toString());
    });

    app.counts.connections += 1;
    app.counts.openConnections += 1;
    const { socketId } = connection;
    const greeting = { socket_id: socketId, activity_timeout: this.#timeouts.activitySeconds };
    connection.send(encodeOwn('pusher:connection_established', greeting));
  }

  #forget(connection: Connection): void {
    const { counts, users } = this.#app;
    counts.openConnections -= 1;
    unsubscribeFromAll(this.#app, connection);
    if (connection.user) users.remove(connection.user.id, connection);
  }

  #heartbeatOf(connection: Connection): Heartbeat {
    return new Heartbeat({
      idleMs: this.#timeouts.activitySeconds * 1000,
      pongMs: this.#timeouts.pongSeconds * 1000,
      ping: () => connection.send(PING),
      giveUp: () => connection.close(CLOSE.noPong),
    });
  }
}
