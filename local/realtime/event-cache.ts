import type { Frame } from './frames.ts';
import { CACHED_EVENT_SECONDS } from './limits.ts';

interface CachedEvent {
  event: string;
  frame: Frame;
  data: string;
  expiresAt: number;
}

/** The last event of each cache channel. It outlives the channel's subscribers. */
export class EventCache {
  readonly #last = new Map<string, CachedEvent>();

  keep(channel: string, event: string, frame: Frame, data: string): void {
    const expiresAt = Date.now() + CACHED_EVENT_SECONDS * 1000;
    this.#last.set(channel, { event, frame, data, expiresAt });
  }

  find(channel: string): CachedEvent | undefined {
    const cached = this.#last.get(channel);
    if (!cached || cached.expiresAt > Date.now()) return cached;
    this.#last.delete(channel);
    return undefined;
  }
}
