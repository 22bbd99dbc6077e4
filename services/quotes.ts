/**
 * What replies quote that are not sent yet: drafts and what waits in the outbox keep a line of the message they answer. It is
 * as that message is now, and of one that was deleted nothing is left, on this device either.
 */
import { createStore } from 'zustand/vanilla';
import type { ReplyTo } from '#lib/contracts/messages';
import { quoteOf } from '#lib/quote';
import { type ChatState, chatStore } from './chatStore.ts';
import { changeDraft, draftKeyOf, readDraft } from './drafts.ts';
import { listMessages } from './internalChatService.ts';

/** By message, as it was read: of those that this page knows nothing else of. */
export const quoteStore = createStore<Readonly<Record<string, ReplyTo>>>(() => ({}));

/** Messages that were asked for; one whose answer did not come is asked for again. */
const asked = new Set<string>();

chatStore.subscribe((chat, before) => {
  if (chat.timelines !== before.timelines || chat.pending !== before.pending) tendQuotes(chat);
});
quoteStore.subscribe(() => tendQuotes(chatStore.getState()));

function tendQuotes(chat: ChatState): void {
  const { session, me, timelines, pending } = chat;
  if (session !== 'signed-in' || !me) return;
  for (const channelId of Object.keys(timelines)) {
    const key = draftKeyOf(me.id, channelId);
    const { replyTo } = readDraft(key);
    const quote = replyTo && currentQuote(chat, channelId, replyTo);
    if (quote && differs(quote, replyTo)) changeDraft(key, { replyTo: quote });
  }
  for (const { channelId, replyTo, senderId } of pending)
    if (replyTo && senderId === me.id && timelines[channelId]) currentQuote(chat, channelId, replyTo);
}

/** As far as it is known; what is not is asked for. */
function currentQuote({ timelines }: ChatState, channelId: string, { id }: ReplyTo): ReplyTo | undefined {
  const message = timelines[channelId]?.known.find((known) => known.id === id);
  if (message) return quoteOf(message);
  void lookUp(channelId, id);
  return quoteStore.getState()[id];
}

async function lookUp(channelId: string, messageId: string): Promise<void> {
  if (asked.has(messageId)) return;
  asked.add(messageId);
  try {
    const { messages } = await listMessages({ channelId, messageId, limit: 1 });
    const message = messages.find(({ id }) => id === messageId);
    if (message) quoteStore.setState({ [messageId]: quoteOf(message) });
  } catch {
    asked.delete(messageId);
  }
}

function differs(one: ReplyTo, other: ReplyTo): boolean {
  return (
    one.excerpt !== other.excerpt || one.deleted !== other.deleted || one.senderName !== other.senderName
  );
}
