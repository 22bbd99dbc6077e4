import type { Receiver } from './delivery.ts';
import { Members } from './presence.ts';

export class Channel {
  readonly name: string;
  readonly subscribers = new Set<Receiver>();
  readonly members = new Members();

  constructor(name: string) {
    this.name = name;
  }
}

/** The channels somebody listens to. One exists from its first subscriber to its last. */
export class Channels {
  readonly #occupied = new Map<string, Channel>();

  find(name: string): Channel | undefined {
    return this.#occupied.get(name);
  }

  subscribersOf(name: string): Iterable<Receiver> {
    return this.#occupied.get(name)?.subscribers ?? [];
  }

  all(): Iterable<Channel> {
    return this.#occupied.values();
  }

  /** The channel, and whether this subscriber is what made it one. */
  enter(name: string, subscriber: Receiver): { channel: Channel; occupied: boolean } {
    const known = this.#occupied.get(name);
    const channel = known ?? new Channel(name);
    channel.subscribers.add(subscriber);
    this.#occupied.set(name, channel);
    return { channel, occupied: !known };
  }

  /** Whether nobody is left. */
  leave(channel: Channel, subscriber: Receiver): boolean {
    channel.subscribers.delete(subscriber);
    return channel.subscribers.size === 0 && this.#occupied.delete(channel.name);
  }
}
