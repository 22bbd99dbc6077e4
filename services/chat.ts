/** What a person can do in the chat. Every action shows at once; what the server thinks of it follows. */
import { v7 as uuidv7 } from 'uuid';
import { isBlank, trimContent } from '#lib/content';
import type { Attachment, ReplyTo } from '#lib/contracts/messages';
import type { PendingMessage } from '#lib/timeline/pending';
import { catchUpNow, forgetCatchUp } from './catchUp.ts';
import { chatStore } from './chatStore.ts';
import { withoutPerson } from './chatTransitions.ts';
import { noteWritten } from './connection.ts';
import { flushDeletions } from './deletions.ts';
import { tendKept } from './history.ts';
import { post, takeBack, tendOutbox, wakeOutbox } from './outbox.ts';
import { tendPresence } from './presence.ts';
import { listen, reconnect, stopListening } from './realtime.ts';
import { markRead, stopHolding, tendReceipts } from './receipts.ts';
import { closeSession, createAccount, openSession } from './session.ts';
import { rememberSession } from './sessionHint.ts';
import { followSession, tellSession } from './sessionTabs.ts';
import { startChat } from './startChat.ts';
import { noteSent, tendTyping } from './typing.ts';
import { bindUploads } from './uploadStore.ts';

export { loadAround, loadAroundSeq, loadHole, loadOlder } from './history.ts';
export { retryAll, retryMessage } from './outbox.ts';
export { markAllRead, markRead, markUnread, noteSeen, noteSkipped, readSeqOf } from './receipts.ts';
export { noteWriting } from './typing.ts';
export { startChat };

// who is signed in is listening and sending, and nobody else
chatStore.subscribe((chat) => {
  const { session, me, realtime } = chat;
  rememberSession(session);
  tellSession(chat);
  tendOutbox(chat);
  if (session === 'signed-in' && me && realtime) listen(realtime, me.id);
  else stopListening();
  tendReceipts(chat);
  tendTyping(chat);
  tendPresence(chat);
  tendKept(chat);
});

followSession(() => void startChat());

interface Draft {
  channelId: string;
  senderId: string;
  content: string;
  replyTo: ReplyTo | null;
  attachments: readonly Attachment[];
  /** Ids of those among them that are still being uploaded: the message waits for them. */
  waitsFor?: readonly string[];
}

export function sendMessage({ waitsFor = [], ...draft }: Draft): void {
  const id = uuidv7();
  const content = isBlank(draft.content) ? '' : trimContent(draft.content);
  const written = { content, attachments: [...draft.attachments], writtenAt: new Date().toISOString() };
  const fresh = { waitsFor: [...waitsFor], state: 'sending' as const, attempts: 0, retryAt: null };
  bindUploads(waitsFor, { messageId: id });
  post({ ...draft, ...written, ...fresh, id });
  noteWritten();
  noteSent(draft.channelId);
  // who answers has read what is there
  markRead(draft.channelId);
}

/**
 * Takes a message that failed or waits out of the outbox and gives its text and files back. Resolves to null, and the message stays,
 * when it is under way or gone: a text that comes back is not sent as well.
 */
export async function discardMessage(id: string): Promise<PendingMessage | null> {
  return takeBack(id);
}

/** A conversation is on screen from now on; the returned function says when it is not any more. */
export function openChannel(channelId: string): () => void {
  chatStore.setState({ openChannelId: channelId });
  return () => {
    if (chatStore.getState().openChannelId === channelId) chatStore.setState({ openChannelId: null });
    stopHolding(channelId);
  };
}

/** @throws AppError with a sentence for the person, or NetworkError */
export async function signIn(credentials: { email: string; password: string }): Promise<void> {
  await openSession(credentials);
  await startChat();
}

/** @throws AppError with a sentence for the person, or NetworkError */
export async function signUp(person: { name: string; email: string; password: string }): Promise<void> {
  await createAccount(person);
  await startChat();
}

export async function signOut(): Promise<void> {
  // nobody could take it back any more
  await flushDeletions();
  await closeSession();
  forgetCatchUp();
  chatStore.setState((chat) => ({ ...withoutPerson(chat), session: 'signed-out' }), true);
}

/** Asks the server now whether this page has everything. */
export function checkNow(): void {
  catchUpNow();
}

/** Tries the connection now instead of when its next turn comes. */
export function retryConnection(): void {
  reconnect();
  catchUpNow();
  wakeOutbox();
}
