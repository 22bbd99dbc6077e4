import type { Faults } from '../faults/faults.ts';
import { countOf, type EventCount, type RunningCounts } from './counts.ts';
import type { Frame } from './frames.ts';
import { UnreliableLine } from './unreliable-line.ts';

export interface Receiver {
  readonly socketId: string;
  /** False when the receiver is gone. */
  send(frame: Frame): boolean;
}

/**
 * The one place through which every event goes to a socket: what is to be counted, lost or late is counted,
 * lost or late here. Answers of the protocol itself (pong, subscription_succeeded, errors) are no deliveries.
 */
export class Deliveries {
  readonly #counts: RunningCounts;
  readonly #faults: Faults;
  readonly #line: UnreliableLine;

  constructor(counts: RunningCounts, faults: Faults) {
    this.#counts = counts;
    this.#faults = faults;
    this.#line = new UnreliableLine(faults);
  }

  deliver(event: string, frame: Frame, receivers: Iterable<Receiver>, exceptSocketId?: string): void {
    const faults = this.#faults.plan.deliveries;
    const count = countOf(this.#counts, event);
    for (const receiver of receivers) {
      if (receiver.socketId === exceptSocketId) continue;
      if (faults) this.#line.carry(faults, receiver, () => this.#write(frame, receiver, count));
      else this.#write(frame, receiver, count);
    }
  }

  #write(frame: Frame, receiver: Receiver, count: EventCount): void {
    if (!receiver.send(frame)) return;
    this.#counts.deliveries += 1;
    count.delivered += 1;
  }
}
