/** The hands of the outbox, in the one tab whose turn it is: sends what is due and says what came of it. */
import type { Message } from '#lib/contracts/messages';
import { AppError } from '#lib/errors';
import { begin, dueNow, end, nextTryAt, type Setback, setBack } from '#lib/outbox';
import type { PendingMessage } from '#lib/timeline/pending';
import { expireSession, isSignedOut } from './catchUp.ts';
import { chatStore } from './chatStore.ts';
import { withMessage } from './chatTransitions.ts';
import { sendMessage } from './internalChatService.ts';
import { here, keepSafe, readOutbox, writeOutbox } from './outboxState.ts';
import { askForPreview } from './previews.ts';
import { isRefusal, reasonOf } from './refusals.ts';

/** Milliseconds a timer is set for at most: browsers take a longer one than 24 days for none. */
const LONGEST_TIMER = 3_600_000;

/** Goes up when this tab's turn or the session ends: an answer to an earlier try decides nothing any more. */
let term = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
/** Reasons not to begin yet: what earlier pages left is still being read. */
let holds = 0;

/** Sends what is due, and sets the clock for what is not yet. */
export function pump(): void {
  clearTimeout(timer);
  if (holds > 0) return;
  here.tabs?.ifSender(() => {
    for (const item of dueNow(readOutbox(), Date.now())) void deliver(item);
    const at = nextTryAt(readOutbox());
    clearTimeout(timer);
    if (at !== null) timer = setTimeout(pump, Math.min(Math.max(at - Date.now(), 0), LONGEST_TIMER));
  });
}

/** Lets nothing leave before the work is done: what was typed first goes first. */
export async function holdWhile(work: Promise<void>): Promise<void> {
  holds += 1;
  await work;
  holds -= 1;
  pump();
}

/** Another tab sends from now on, or nobody is signed in. */
export function stopSending(): void {
  term += 1;
  clearTimeout(timer);
  here.underWay = {};
}

async function deliver(item: PendingMessage): Promise<void> {
  const mine = term;
  const author = chatStore.getState().me?.id;
  writeOutbox(begin(readOutbox(), item));
  const result = await tryToSend(item);
  const isMine = mine === term;
  if ('seq' in result) {
    // stored is stored, whoever sends by now; but it is for its author's eyes
    if (chatStore.getState().me?.id === author) takeStored(result);
  } else if (isMine) takeSetback(item, result);
  if (!isMine) return;
  writeOutbox(end(readOutbox(), item));
  pump();
}

async function tryToSend(item: PendingMessage): Promise<Message | Setback | { type: 'signed-out' }> {
  const { id, channelId, senderId, content, replyTo, attachments } = item;
  const attachmentIds = attachments.map((file) => file.id);
  try {
    // the sender is said, so that a session that has become somebody else's cannot send it as theirs
    return await sendMessage({ id, channelId, senderId, content, replyToId: replyTo?.id, attachmentIds });
  } catch (error) {
    return isSignedOut(error) ? { type: 'signed-out' } : setbackOf(error);
  }
}

function takeStored(message: Message): void {
  chatStore.setState((state) => withMessage(state, message));
  here.tabs?.tell({ type: 'stored', message });
  void askForPreview(message);
}

function takeSetback(item: PendingMessage, setback: Setback | { type: 'signed-out' }): void {
  // the outbox closes with the session, and everything in it waits
  if (setback.type === 'signed-out') {
    expireSession();
    return;
  }
  const chance = { now: Date.now(), random: Math.random() };
  // without effect when its event came although its answer did not: then it is stored, and nothing has failed
  writeOutbox(setBack(end(readOutbox(), item), item.id, setback, chance));
  const failed = readOutbox().items.find(({ id, state }) => id === item.id && state === 'failed');
  if (failed) keepSafe(failed);
}

function setbackOf(error: unknown): Setback {
  const reason = reasonOf(error);
  if (isRefusal(error)) return { type: 'refused', reason };
  const retryAfter = error instanceof AppError ? error.retryAfter : undefined;
  return { type: 'again', reason, ...(retryAfter !== undefined && { retryAfter }) };
}
