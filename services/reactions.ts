/** Reactions show at once; of one emoji under one message one request is under way at a time, and the last wish wins. */
import { createStore } from 'zustand/vanilla';
import { AppError } from '#lib/errors';
import { answered, ask, type ReactionWish, type ReactionWishes, wish } from '#lib/reactions';
import { expireSession, isSignedOut } from './catchUp.ts';
import { chatStore } from './chatStore.ts';
import { withMessage } from './chatTransitions.ts';
import { react } from './internalChatService.ts';
import { notify } from './notices.ts';

/** By message, what was wished here and is not decided yet. */
export const reactionStore = createStore<Readonly<Record<string, ReactionWishes>>>(() => ({}));

export function setReaction(messageId: string, emoji: string, on: boolean): void {
  const before = wishOf(messageId, emoji);
  write(messageId, emoji, wish(before, on));
  if (before?.asked == null) void decide(messageId, emoji);
}

/** Asks until the answer is to the last wish. */
async function decide(messageId: string, emoji: string): Promise<void> {
  const person = chatStore.getState().me?.id;
  for (let wished = wishOf(messageId, emoji); wished; wished = wishOf(messageId, emoji)) {
    const asked = ask(wished);
    write(messageId, emoji, asked);
    const problem = await askFor(messageId, emoji, asked.on, person);
    const now = wishOf(messageId, emoji);
    if (!now) return;
    const left = answered(now);
    write(messageId, emoji, left);
    // what was refused is refused again: but only a wish that nobody has taken back is worth a word
    if (problem && !left) notify(problem);
  }
}

/** @returns why not, as a sentence; null when it is so now */
async function askFor(
  messageId: string,
  emoji: string,
  on: boolean,
  userId: string | undefined,
): Promise<string | null> {
  try {
    const message = await react({ messageId, emoji, on, userId });
    // another person may have taken over the page
    if (chatStore.getState().me?.id === userId) chatStore.setState((state) => withMessage(state, message));
    return null;
  } catch (error) {
    if (isSignedOut(error)) expireSession();
    const reason = error instanceof AppError ? (error.issues?.[0]?.message ?? error.message) : null;
    return `${on ? 'Your reaction was not added' : 'Your reaction was not removed'}: ${reason ?? 'the server cannot be reached'}.`;
  }
}

function wishOf(messageId: string, emoji: string): ReactionWish | undefined {
  return reactionStore.getState()[messageId]?.[emoji];
}

function write(messageId: string, emoji: string, wished: ReactionWish | null): void {
  reactionStore.setState((all) => {
    const { [emoji]: _, ...others } = all[messageId] ?? {};
    const wishes = wished ? { ...others, [emoji]: wished } : others;
    const { [messageId]: __, ...rest } = all;
    return Object.keys(wishes).length > 0 ? { ...rest, [messageId]: wishes } : rest;
  }, true);
}
