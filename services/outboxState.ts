/** Where the outbox lies while the page is open: in the chat's state, which every component reads. */
import type { Message } from '#lib/contracts/messages';
import { labelled, type Outbox } from '#lib/outbox';
import { type PendingMessage, withoutPending, withPending } from '#lib/timeline/pending';
import { type ChatState, chatStore } from './chatStore.ts';
import { forget, keep } from './outboxStorage.ts';
import type { Tabs } from './outboxTabs.ts';

/** What is about one tab and one sign-in, and therefore not in the chat's state. */
export const here = {
  /** Null while nobody is signed in. */
  tabs: null as Tabs | null,
  underWay: {} as Outbox['underWay'],
};

export function readOutbox(): Outbox {
  const { session, me, pending } = chatStore.getState();
  const items = pending.filter(({ senderId }) => senderId === me?.id);
  return { items, underWay: here.underWay, isOpen: session === 'signed-in' && navigator.onLine };
}

/** Shows what has become of the outbox here, and in the other tabs. */
export function writeOutbox(next: Outbox): void {
  const before = new Set(chatStore.getState().pending);
  here.underWay = next.underWay;
  show((pending, myId) => [...pending.filter(({ senderId }) => senderId !== myId), ...next.items]);
  const items = next.items.filter((item) => !before.has(item));
  if (items.length > 0 && here.tabs?.isSender()) here.tabs.tell({ type: 'changed', items });
}

/** The network or the session has changed, and with it what waits. */
export function relabelOutbox(): void {
  writeOutbox(labelled(readOutbox()));
}

/** Shows a message as the tab that sends says it is. */
export function mirror(item: PendingMessage): void {
  if (storedOf(chatStore.getState(), item)) return;
  show((pending) => withPending(pending, item));
}

export function hide(id: string): void {
  show((pending) => withoutPending(pending, id));
}

export function isWaiting(): boolean {
  return readOutbox().items.some(({ state }) => state !== 'failed');
}

/** The server's copy, when this page has heard of it. */
export function storedOf({ timelines }: ChatState, item: PendingMessage): Message | undefined {
  return timelines[item.channelId]?.known.find(({ id }) => id === item.id);
}

/** Keeps a message beyond this page. Where that is not possible it is sent from memory, and the page says so. */
export function keepSafe(item: PendingMessage): void {
  keep(item).catch(sayNothingIsKept);
}

export function sayNothingIsKept(): void {
  chatStore.setState({ isStorageBlocked: true });
}

/** One that could not be forgotten comes back with its id: the server has it, or answers that it was taken back here. */
export async function forgetKept(id: string): Promise<void> {
  await forget(id).catch(() => undefined);
}

type Pending = ChatState['pending'];

function show(change: (pending: Pending, myId: string | undefined) => Pending): void {
  chatStore.setState(({ pending, me }) => {
    const next = change(pending, me?.id);
    const isSame = next.length === pending.length && next.every((item, index) => item === pending[index]);
    return isSame ? {} : { pending: next };
  });
}
