/** What a person can do in the chat. Every action shows at once; what the server thinks of it follows. */
import { v7 as uuidv7 } from 'uuid';
import { trimContent } from '#lib/content';
import type { ReplyTo } from '#lib/contracts/messages';
import { hasOlder, takeOlder } from '#lib/timeline/channel-timeline';
import { withoutPending } from '#lib/timeline/pending';
import { catchUp, catchUpSoon, expireSession, forgetCatchUp, isSignedOut } from './catchUp.ts';
import { chatStore, initialChat } from './chatStore.ts';
import { listMessages } from './internalChatService.ts';
import { post, resumePosting } from './outbox.ts';
import { listen, reconnect, stopListening } from './realtime.ts';
import { closeSession, createAccount, openSession } from './session.ts';

/** Loads what this person may see and listens from then on. Safe to call again: after sign-in, or to retry. */
export async function startChat(): Promise<void> {
  chatStore.setState({ loadError: null });
  try {
    await catchUp();
    const { realtime, me } = chatStore.getState();
    if (realtime && me) listen(realtime, me.id);
    resumePosting();
  } catch (error) {
    if (isSignedOut(error)) expireSession();
    else chatStore.setState({ loadError: error instanceof Error ? error.message : 'Something went wrong' });
  }
}

interface Draft {
  channelId: string;
  content: string;
  replyTo: ReplyTo | null;
}

export function sendMessage({ channelId, content, replyTo }: Draft): void {
  const written = { content: trimContent(content), writtenAt: new Date().toISOString() };
  post({ id: uuidv7(), channelId, replyTo, ...written, state: 'sending' });
}

/** Sends a failed message again, as the same message. */
export function retryMessage(id: string): void {
  const failed = chatStore
    .getState()
    .pending.find((message) => message.id === id && message.state === 'failed');
  if (failed) post(failed);
}

/** Takes a failed message away and gives its text back; null when it is not there any more. */
export function discardMessage(id: string): Pick<Draft, 'content' | 'replyTo'> | null {
  const failed = chatStore
    .getState()
    .pending.find((message) => message.id === id && message.state === 'failed');
  if (!failed) return null;
  chatStore.setState(({ pending }) => ({ pending: withoutPending(pending, id) }));
  return { content: failed.content, replyTo: failed.replyTo };
}

const loadingOlder = new Map<string, Promise<void>>();

/**
 * Loads the page before the oldest message here; one at a time a channel.
 * @throws AppError or NetworkError; scrolling on tries again.
 */
export function loadOlder(channelId: string): Promise<void> {
  const loading =
    loadingOlder.get(channelId) ?? loadPageBefore(channelId).finally(() => loadingOlder.delete(channelId));
  loadingOlder.set(channelId, loading);
  return loading;
}

async function loadPageBefore(channelId: string): Promise<void> {
  const timeline = chatStore.getState().timelines[channelId];
  if (!timeline || !hasOlder(timeline)) return;
  const before = timeline.windowStart;
  const page = await listMessages({ channelId, before });
  chatStore.setState(({ timelines }) => {
    const now = timelines[channelId];
    return now ? { timelines: { ...timelines, [channelId]: takeOlder(now, page, before) } } : {};
  });
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
  await closeSession();
  stopListening();
  forgetCatchUp();
  chatStore.setState({ ...initialChat, session: 'signed-out' }, true);
}

/** Tries the connection now instead of when its next turn comes. */
export function retryConnection(): void {
  reconnect();
  catchUpSoon();
}
