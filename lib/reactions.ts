/** What one person wants of one emoji under one message, and what they see meanwhile. Pure. */
import type { Reaction } from '#lib/contracts/messages';

export interface ReactionWish {
  /** The last word: they may have changed their mind more than once. */
  readonly on: boolean;
  /** What the server is being asked; null while it is not. */
  readonly asked: boolean | null;
}

/** By emoji, what somebody wants of one message. */
export type ReactionWishes = Readonly<Record<string, ReactionWish>>;

export function wish(before: ReactionWish | undefined, on: boolean): ReactionWish {
  return { on, asked: before?.asked ?? null };
}

/** The server is asked for the last word, and for nothing while an answer is awaited: requests do not overtake one another. */
export function ask(wished: ReactionWish): ReactionWish {
  return { ...wished, asked: wished.asked ?? wished.on };
}

/** There is an answer, or there is none. Null when it was to the last word, for good or ill: the message has the truth then. */
export function answered({ on, asked }: ReactionWish): ReactionWish | null {
  return on === asked ? null : { on, asked: null };
}

/** Reactions as they will be once the server knows what this person wants. */
export function withWishes(
  reactions: readonly Reaction[],
  wishes: ReactionWishes | undefined,
  myId: string,
): readonly Reaction[] {
  if (!wishes) return reactions;
  const known = reactions.map(({ emoji, userIds }) => {
    const on = wishes[emoji]?.on;
    if (on === undefined || on === userIds.includes(myId)) return { emoji, userIds };
    return { emoji, userIds: on ? [...userIds, myId] : userIds.filter((id) => id !== myId) };
  });
  const added = Object.entries(wishes)
    .filter(([emoji, { on }]) => on && !reactions.some((reaction) => reaction.emoji === emoji))
    .map(([emoji]) => ({ emoji, userIds: [myId] }));
  return [...known, ...added].filter(({ userIds }) => userIds.length > 0);
}
