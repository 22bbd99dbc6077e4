/** What waits to be sent, kept by the browser: it outlives the page, the tab and a crash. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { PendingMessage } from '#lib/timeline/pending';

const DATABASE = 'team-chat';
const STORE = 'outbox';
const VERSION = 1;
/** Milliseconds. */
const ANSWERS_WITHIN = 3_000;

interface Schema extends DBSchema {
  [STORE]: { key: string; value: PendingMessage };
}

let opening: Promise<IDBPDatabase<Schema>> | null = null;

/** Begins to open the database, so that it is there when it is needed. A failure shows at the first use. */
export function openStorage(): void {
  database().catch(() => undefined);
}

/** @throws DOMException when this browser stores nothing (private modes), or has no room left (QuotaExceededError) */
export async function keep(item: PendingMessage): Promise<void> {
  await inTime(async () => {
    const transaction = (await database()).transaction(STORE, 'readwrite');
    const kept = transaction.store.put(item);
    // at once, not when the browser says that it was put: a page that is reloaded right now no longer hears that
    transaction.commit();
    await Promise.all([kept, transaction.done]);
  });
}

/** @throws DOMException like `keep` */
export async function forget(id: string): Promise<void> {
  await inTime(async () => (await database()).delete(STORE, id));
}

/**
 * What a person wrote in this browser, in typed order.
 * @throws DOMException like `keep`
 */
export async function keptOf(personId: string): Promise<PendingMessage[]> {
  const all = await (await database()).getAll(STORE);
  // a later version may have written what this one does not understand: it stays for that one
  return all.flatMap((kept) => {
    const item = PendingMessage.safeParse(kept);
    return item.success && item.data.senderId === personId ? [item.data] : [];
  });
}

/** Some browsers let a database hang that they cannot open: nobody waits for it for ever. */
async function inTime<T>(work: () => Promise<T>): Promise<T> {
  let late: ReturnType<typeof setTimeout> | undefined;
  const giveUp = new Promise<never>((_, reject) => {
    late = setTimeout(
      () => reject(new DOMException('The browser does not answer', 'TimeoutError')),
      ANSWERS_WITHIN,
    );
  });
  return Promise.race([work(), giveUp]).finally(() => clearTimeout(late));
}

function database(): Promise<IDBPDatabase<Schema>> {
  opening ??= open().catch((error) => {
    // the next message tries again: a browser may make room, or let go of the lock on its profile
    opening = null;
    throw error;
  });
  return opening;
}

// async, because a browser that blocks storage may throw before there is a promise
async function open(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(DATABASE, VERSION, {
    upgrade(db) {
      db.createObjectStore(STORE, { keyPath: 'id' });
    },
    // a newer page wants to change the database: let it, and open anew when needed
    blocking(_current, _blocked, event) {
      opening = null;
      (event.target as IDBDatabase).close();
    },
    terminated() {
      opening = null;
    },
  });
}
