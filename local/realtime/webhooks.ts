import type { RunningCounts } from './counts.ts';
import { type Credentials, sign } from './signatures.ts';

export interface WebhookEvent {
  name:
    | 'channel_occupied'
    | 'channel_vacated'
    | 'member_added'
    | 'member_removed'
    | 'client_event'
    | 'cache_miss';
  channel: string;
  [detail: string]: unknown;
}

const ANSWER_TIMEOUT_MS = 10_000;

/** Posts events to the app's endpoint, in order, those of one moment together. Without an address it does nothing. */
export class Webhooks {
  readonly #credentials: Credentials;
  readonly #url: string | undefined;
  readonly #counts: RunningCounts;
  readonly #stopped = new AbortController();
  #waiting: WebhookEvent[] = [];
  #posting = false;

  constructor(credentials: Credentials, url: string | undefined, counts: RunningCounts) {
    this.#credentials = credentials;
    this.#url = url;
    this.#counts = counts;
  }

  tell(event: WebhookEvent): void {
    if (this.#url === undefined || this.#stopped.signal.aborted) return;
    this.#waiting.push(event);
    if (this.#posting) return;
    this.#posting = true;
    setImmediate(() => this.#postWaiting(this.#url ?? ''));
  }

  stop(): void {
    this.#waiting = [];
    this.#stopped.abort();
  }

  async #postWaiting(url: string): Promise<void> {
    while (this.#waiting.length > 0) {
      const body = JSON.stringify({ time_ms: Date.now(), events: this.#waiting });
      this.#waiting = [];
      await this.#post(url, body);
    }
    this.#posting = false;
  }

  async #post(url: string, body: string): Promise<void> {
    const { key, secret } = this.#credentials;
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'x-pusher-key': key,
          'x-pusher-signature': sign(secret, body),
        },
        signal: AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`status ${response.status}`);
      this.#counts.webhooks += 1;
    } catch (error) {
      // Pusher tries again for minutes; on one machine that would only hide what is wrong
      if (!this.#stopped.signal.aborted) console.error(`The webhook ${url} was not taken:`, error);
    }
  }
}
