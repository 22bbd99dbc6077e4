import { AppError } from '#lib/errors';
import { type PendingMessage, withPending } from '#lib/timeline/pending';
import { expireSession, isSignedOut } from './catchUp.ts';
import { chatStore } from './chatStore.ts';
import { withMessage } from './chatTransitions.ts';
import { sendMessage } from './internalChatService.ts';

/** One queue a channel: the next message leaves when the one before has its answer, so they are stored as they were typed. */
const queues = new Map<string, Promise<void>>();

/** Messages that a session's end kept from the server; they stay *Sending* and leave after their author's next sign-in. */
const interrupted = new Set<string>();

/** Shows a message at once and sends it when its turn comes; the same id again is a retry. */
export function post(message: PendingMessage): void {
  put({ ...message, state: 'sending' });
  const before = queues.get(message.channelId) ?? Promise.resolve();
  queues.set(
    message.channelId,
    before.then(() => deliver(message)),
  );
}

async function deliver({ id, channelId, senderId, content, replyTo }: PendingMessage): Promise<void> {
  if (!pendingOf(id)) return;
  // somebody else has signed in on this page since: it waits for its author
  if (chatStore.getState().me?.id !== senderId) {
    interrupted.add(id);
    return;
  }
  try {
    // the sender is said, so that a session that has become somebody else's cannot send it as theirs
    const stored = await sendMessage({ id, channelId, senderId, content, replyToId: replyTo?.id });
    // gone: its event came before, or its author has signed out
    if (pendingOf(id)) chatStore.setState((state) => withMessage(state, stored));
  } catch (error) {
    if (isSignedOut(error)) {
      interrupted.add(id);
      expireSession();
      return;
    }
    // its event came although its answer did not: then it is stored, and nothing has failed
    const waiting = pendingOf(id);
    if (waiting) put({ ...waiting, state: 'failed', reason: reasonOf(error) });
  }
}

/** Sends what a session's end interrupted, in the order in which it was written: only what this person wrote. */
export function resumePosting(myId: string): void {
  const mine = chatStore.getState().pending.filter(({ senderId }) => senderId === myId);
  for (const message of mine) if (interrupted.delete(message.id)) post(message);
}

/** Nobody waits for what is still queued: its author has signed out. */
export function forgetPosting(): void {
  queues.clear();
  interrupted.clear();
}

function pendingOf(id: string): PendingMessage | undefined {
  return chatStore.getState().pending.find((message) => message.id === id);
}

function put(message: PendingMessage): void {
  chatStore.setState(({ pending }) => ({ pending: withPending(pending, message) }));
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.issues?.[0]?.message ?? error.message;
  return error instanceof Error ? error.message : 'Something went wrong';
}
