/** What a person can do in the chat. Every action shows at once; what the server thinks of it follows. */
import { v7 as uuidv7 } from 'uuid';
import { trimContent } from '#lib/content';
import type { ReplyTo } from '#lib/contracts/messages';
import { hasOlder, takeOlder } from '#lib/timeline/channel-timeline';
import { withoutPending } from '#lib/timeline/pending';
import { catchUp, catchUpSoon, expireSession, forgetCatchUp, isSignedOut } from './catchUp.ts';
import { chatStore, initialChat } from './chatStore.ts';
import { listMessages } from './internalChatService.ts';
import { forgetPosting, post, resumePosting } from './outbox.ts';
import { listen, reconnect, stopListening } from './realtime.ts';
import { closeSession, createAccount, hasSession, openSession } from './session.ts';
import { rememberSession, wasSignedIn } from './sessionHint.ts';

/** Loads what this person may see and listens from then on. Safe to call again: after sign-in, or to retry. */
export async function startChat(): Promise<void> {
  chatStore.setState({ loadError: null });
  try {
    if (!wasSignedIn() && !(await hasSession())) return expireSession();
    await catchUp();
    const { me } = chatStore.getState();
    if (me) resumePosting(me.id);
  } catch (error) {
    if (isSignedOut(error)) expireSession();
    else chatStore.setState({ loadError: error instanceof Error ? error.message : 'Something went wrong' });
  }
}

// who is signed in is listening, and nobody else
chatStore.subscribe(({ session, me, realtime }) => {
  rememberSession(session);
  if (session === 'signed-in' && me && realtime) listen(realtime, me.id);
  else stopListening();
});

interface Draft {
  channelId: string;
  senderId: string;
  content: string;
  replyTo: ReplyTo | null;
}

export function sendMessage(draft: Draft): void {
  const written = { content: trimContent(draft.content), writtenAt: new Date().toISOString() };
  post({ ...draft, ...written, id: uuidv7(), state: 'sending' });
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
  forgetCatchUp();
  forgetPosting();
  chatStore.setState({ ...initialChat, session: 'signed-out' }, true);
}

/** Tries the connection now instead of when its next turn comes. */
export function retryConnection(): void {
  reconnect();
  catchUpSoon();
}
