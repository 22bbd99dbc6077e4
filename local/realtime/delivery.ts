import type { Counts } from './counts.ts';
import type { Frame } from './frames.ts';

export interface Receiver {
  readonly socketId: string;
  send(frame: Frame): void;
}

/**
 * The one place through which every event goes to a socket: what is to be counted, lost or late is counted,
 * lost or late here. Answers of the protocol itself (pong, subscription_succeeded, errors) are no deliveries.
 */
export class Deliveries {
  readonly #counts: Counts;

  constructor(counts: Counts) {
    this.#counts = counts;
  }

  deliver(frame: Frame, receivers: Iterable<Receiver>, exceptSocketId?: string): void {
    for (const receiver of receivers) {
      if (receiver.socketId === exceptSocketId) continue;
      receiver.send(frame);
      this.#counts.deliveries += 1;
    }
  }
}
