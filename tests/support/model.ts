/** The server's side of one channel as its contract promises it, for tests of everything a network may do in between. */
import type { Message } from '#lib/contracts/messages';
import type { SyncResponse } from '#lib/contracts/sync';
import { aMessage, aSync, channelId, personId, theChanges } from './messages.ts';

/** Small, so that resets are common. */
const WINDOW = 5;
const CHANGES_MAX = 8;

export class ModelServer {
  readonly stored: Message[] = [];
  rev = 0;

  /** Stores a message, or gives the stored one of that id. */
  send(id: string, senderId: string, content: string): { message: Message; isNew: boolean } {
    const existing = this.stored.find((message) => message.id === id);
    if (existing) return { message: existing, isNew: false };
    this.rev += 1;
    const message = aMessage({ id, seq: this.stored.length + 1, rev: this.rev, senderId, content });
    this.stored.push(message);
    return { message, isNew: true };
  }

  /** Edits or deletes a message: the next rev. */
  change(index: number, changes: Partial<Message>): Message | null {
    const at = this.stored.length === 0 ? -1 : index % this.stored.length;
    const message = this.stored[at];
    if (!message) return null;
    this.rev += 1;
    const changed = { ...message, ...changes, rev: this.rev };
    this.stored[at] = changed;
    return changed;
  }

  sync(me: number, cursors: Record<string, number>): SyncResponse {
    const cursor = cursors[channelId];
    const reset = cursor === undefined || cursor > this.rev || this.rev - cursor > CHANGES_MAX;
    const messages = reset ? this.stored.slice(-WINDOW) : this.stored.filter(({ rev }) => rev > cursor);
    return aSync([theChanges({ reset, messages, lastRev: this.rev, lastSeq: this.stored.length })], me);
  }

  pageBefore(seq: number) {
    const older = this.stored.filter((message) => message.seq < seq);
    const messages = older.slice(-WINDOW);
    return { messages, hasBefore: older.length > messages.length, hasAfter: true };
  }

  pageFrom({ from, to }: { from: number; to: number }) {
    return this.stored.filter(({ seq }) => seq >= from && seq <= to);
  }
}

export { channelId, personId };
