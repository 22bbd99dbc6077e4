/** What was marked unread by hand stays so in all tabs of its person, and over a reload. */
import * as z from 'zod/mini';
import { chatStore } from './chatStore.ts';
import { withHeld } from './receiptTransitions.ts';

const Held = z.object({ personId: z.string(), channelId: z.string() });
const keyOf = (personId: string) => `team-chat:held-unread:${personId}`;

/** Takes over what this tab held before it was reloaded, and what other tabs hold from now on. @returns stops doing so */
export function shareHeld(personId: string): () => void {
  for (const channelId of readHeld(personId)) hold(channelId);
  const tabs = openTabs();
  const hear = ({ data }: MessageEvent) => {
    const held = Held.safeParse(data);
    if (held.success && held.data.personId === personId) hold(held.data.channelId);
  };
  tabs?.addEventListener('message', hear);
  const keep = chatStore.subscribe((chat, before) => {
    if (chat.heldUnread !== before.heldUnread && chat.me?.id === personId) {
      writeHeld(personId, chat.heldUnread);
    }
  });
  return () => {
    tabs?.close();
    keep();
  };
}

export function tellHeld(personId: string, channelId: string): void {
  const tabs = openTabs();
  tabs?.postMessage({ personId, channelId });
  tabs?.close();
}

function hold(channelId: string): void {
  chatStore.setState((state) => withHeld(state, channelId));
}

function openTabs(): BroadcastChannel | null {
  return typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('team-chat:held-unread');
}

function readHeld(personId: string): string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(sessionStorage.getItem(keyOf(personId)) ?? '[]'));
  } catch {
    // storage may be switched off, or hold what another version wrote
    return [];
  }
}

function writeHeld(personId: string, held: ReadonlySet<string>): void {
  try {
    sessionStorage.setItem(keyOf(personId), JSON.stringify([...held]));
  } catch {
    // then it lasts until the page is reloaded
  }
}
