/** The tabs of one person in one browser: exactly one of them sends, and all of them know what it does. */
import * as z from 'zod/mini';
import { Message } from '#lib/contracts/messages';
import { PendingMessage } from '#lib/timeline/pending';

/** Milliseconds without a word from the sending tab after which one that is looked at sends in its place. */
const SILENT_FOR = 2_000;
const CHANNEL = 'team-chat:outbox';

/** What one tab says to the others. */
const TabNews = z.discriminatedUnion('type', [
  z.object({ type: z.literal('written'), item: PendingMessage }),
  z.object({ type: z.literal('changed'), items: z.array(PendingMessage) }),
  /** The sending tab's answer to `ask`: all there is. */
  z.object({ type: z.literal('state'), items: z.array(PendingMessage) }),
  z.object({ type: z.literal('stored'), message: Message }),
  z.object({ type: z.literal('gone'), id: z.string() }),
  /** Wishes to the sending tab. */
  z.object({ type: z.literal('retry'), id: z.string() }),
  z.object({ type: z.literal('retry-all') }),
  z.object({ type: z.literal('wake') }),
  z.object({ type: z.literal('discard'), id: z.string(), call: z.string() }),
  /** The sending tab's answer: what it has let go of, or null. */
  z.object({ type: z.literal('discarded'), call: z.string(), item: z.nullable(PendingMessage) }),
  /** "Are you there, and what is everything like?" */
  z.object({ type: z.literal('ask') }),
]);
export type TabNews = z.infer<typeof TabNews>;

const Letter = z.object({ personId: z.string(), fromSender: z.boolean(), news: TabNews });

interface Listener {
  /** This tab sends from now on, or not any more. */
  onTurn: (isSender: boolean) => void;
  onNews: (news: TabNews) => void;
}

export interface Tabs {
  isSender(): boolean;
  tell(news: TabNews): void;
  /** Runs what only the sending tab may do: at once, or after making sure when this tab may have slept. */
  ifSender(run: () => void): void;
  /** Asks the sending tab for a sign of life for as long as something waits; without one this tab takes its place. */
  watch(isWaiting: () => boolean): void;
  leave(): void;
}

/** Joins the tabs of a person. Where tabs cannot speak or take turns, each sends by itself: ids make that harmless. */
export function joinTabs(personId: string, listener: Listener): Tabs {
  if (!('locks' in navigator) || typeof BroadcastChannel === 'undefined') return aloneTab(listener);
  return new SharedTabs(personId, listener);
}

function aloneTab({ onTurn }: Listener): Tabs {
  queueMicrotask(() => onTurn(true));
  return { isSender: () => true, tell() {}, ifSender: (run) => run(), watch() {}, leave() {} };
}

class SharedTabs implements Tabs {
  private readonly channel = new BroadcastChannel(CHANNEL);
  private readonly left = new AbortController();
  private readonly lockName: string;
  private turn: { release(): void; clientId: string | null } | null = null;
  private waiting = new AbortController();
  /** False once this tab was hidden: it may have slept, and another may have taken its place meanwhile. */
  private isSure = true;
  private heardAt = 0;
  private watching: ReturnType<typeof setTimeout> | undefined;

  private readonly personId: string;
  private readonly listener: Listener;

  constructor(personId: string, listener: Listener) {
    this.personId = personId;
    this.listener = listener;
    this.lockName = `${CHANNEL}:${personId}`;
    this.channel.addEventListener('message', ({ data }) => this.hear(data));
    document.addEventListener('visibilitychange', this.look, { signal: this.left.signal });
    void this.waitForTurn();
    this.tell({ type: 'ask' });
  }

  isSender(): boolean {
    return this.turn !== null;
  }

  tell(news: TabNews): void {
    if (this.left.signal.aborted) return;
    this.channel.postMessage({ personId: this.personId, fromSender: this.isSender(), news });
  }

  ifSender(run: () => void): void {
    if (!this.turn) return;
    if (this.isSure) run();
    else void this.makeSure(run);
  }

  watch(isWaiting: () => boolean): void {
    if (this.watching !== undefined || this.turn || !isWaiting()) return;
    const askedAt = Date.now();
    this.tell({ type: 'ask' });
    this.watching = setTimeout(() => {
      this.watching = undefined;
      const isSilent = this.heardAt < askedAt && document.visibilityState === 'visible';
      if (isSilent && !this.turn && isWaiting()) void this.takeTurn();
      else this.watch(isWaiting);
    }, SILENT_FOR);
  }

  leave(): void {
    clearTimeout(this.watching);
    this.left.abort();
    this.waiting.abort();
    this.turn?.release();
    this.turn = null;
    this.channel.close();
  }

  private hear(data: unknown): void {
    const letter = Letter.safeParse(data);
    if (!letter.success || letter.data.personId !== this.personId) return;
    if (letter.data.fromSender) this.heardAt = Date.now();
    this.listener.onNews(letter.data.news);
  }

  private waitForTurn(): Promise<void> {
    this.waiting = new AbortController();
    return this.hold({ signal: this.waiting.signal });
  }

  private takeTurn(): Promise<void> {
    this.waiting.abort();
    return this.hold({ steal: true });
  }

  private async hold(how: LockOptions): Promise<void> {
    try {
      await navigator.locks.request(this.lockName, how, () => this.haveTurn());
    } catch (error) {
      if (how.signal?.aborted || this.left.signal.aborted) return;
      this.loseTurn();
      // taken by another tab: stand in line again. Refused by the browser: then nobody is in charge of turns
      if (error instanceof DOMException && error.name === 'AbortError') void this.waitForTurn();
      else void this.haveTurn();
    }
  }

  private haveTurn(): Promise<void> {
    if (this.left.signal.aborted) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const turn = { release: resolve, clientId: null as string | null };
    this.turn = turn;
    this.isSure = document.visibilityState === 'visible';
    void this.holder().then((clientId) => {
      turn.clientId = clientId;
    });
    this.listener.onTurn(true);
    return promise;
  }

  private loseTurn(): void {
    if (!this.turn) return;
    this.turn = null;
    this.listener.onTurn(false);
  }

  private readonly look = (): void => {
    if (document.visibilityState === 'hidden') this.isSure = false;
    else if (this.turn) void this.makeSure(() => undefined);
  };

  private async makeSure(run: () => void): Promise<void> {
    const { turn } = this;
    const holder = await this.holder();
    if (!turn || turn !== this.turn) return;
    // somebody else holds the lock: the news of it is still on its way
    if (turn.clientId !== null && holder !== turn.clientId) return;
    this.isSure = document.visibilityState === 'visible';
    run();
  }

  private async holder(): Promise<string | null> {
    const { held } = await navigator.locks.query().catch(() => ({ held: [] }));
    return held?.find(({ name }) => name === this.lockName)?.clientId ?? null;
  }
}
