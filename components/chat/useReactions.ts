import { useStore } from 'zustand';
import type { Message, Reaction } from '#lib/contracts/messages';
import { withWishes } from '#lib/reactions';
import { reactionStore } from '#services/reactions';

/** The reactions to a message, with what oneself has just wished. */
export function useReactions({ id, reactions }: Message, myId: string): readonly Reaction[] {
  const wishes = useStore(reactionStore, (all) => all[id]);
  return withWishes(reactions, wishes, myId);
}
