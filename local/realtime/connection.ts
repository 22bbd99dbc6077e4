import { randomInt } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import type { CloseReason } from './close-codes.ts';
import type { Receiver } from './delivery.ts';
import type { Frame } from './frames.ts';
import { CLIENT_EVENTS_PER_SECOND } from './limits.ts';
import { RateLimit } from './rate-limit.ts';

export interface SignedInUser {
  id: string;
  info: unknown;
}

const SOCKET_ID_PART_MAX = 2 ** 47;

/** One accepted socket and what it may do. */
export class Connection implements Receiver {
  // auth signatures are bound to this id, so it must not be guessable
  readonly socketId = `${randomInt(SOCKET_ID_PART_MAX)}.${randomInt(SOCKET_ID_PART_MAX)}`;
  readonly channelNames = new Set<string>();
  readonly clientEvents = new RateLimit(CLIENT_EVENTS_PER_SECOND, 1000);
  user: SignedInUser | undefined;
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  #onGone: (() => void) | undefined;
  #unsent: Frame[] | undefined;

  /** `onGone` is called once, as soon as either side says goodbye. */
  constructor(socket: WebSocket, stream: Duplex, onGone: () => void) {
    this.#socket = socket;
    this.#stream = stream;
    this.#onGone = onGone;
    socket.once('close', () => this.#leave());
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** False when the socket is closed. */
  send(frame: Frame): boolean {
    if (!this.isOpen) return false;
    // past `WebSocket.send`, which would make a header for every socket and write it apart from the text
    if (this.#unsent) this.#unsent.push(frame);
    else this.#stream.write(frame);
    return true;
  }

  /** From now on nothing passes in either direction, and the other side notices nothing. */
  mute(): void {
    if (!this.isOpen) return;
    this.#unsent ??= [];
    this.#socket.pause();
  }

  /** What was held back passes; a connection that was given up meanwhile breaks. */
  unmute(): void {
    const unsent = this.#unsent;
    if (!unsent) return;
    this.#unsent = undefined;
    this.#socket.resume();
    if (this.#onGone) for (const frame of unsent) this.send(frame);
    else this.#socket.terminate();
  }

  close([code, reason]: CloseReason): void {
    if (!this.#unsent) this.#socket.close(code, reason);
    // a dead peer never answers the goodbye: it must not stay in its channels meanwhile
    this.#leave();
  }

  #leave(): void {
    this.#onGone?.();
    this.#onGone = undefined;
  }
}
