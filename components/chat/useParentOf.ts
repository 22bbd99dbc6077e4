import { useMemo } from 'react';
import type { Message } from '#lib/contracts/messages';

/**
 * Finds the message that a reply answers, if this page has heard of it. Only replies ask: the index is made for the first.
 * @param messages also those that are not shown: that one of them was deleted is known all the same
 */
export function useParentOf(messages: readonly Message[]): (id: string) => Message | undefined {
  return useMemo(() => {
    let index: ReadonlyMap<string, Message> | null = null;
    return (id) => {
      index ??= new Map(messages.map((message) => [message.id, message]));
      return index.get(id);
    };
  }, [messages]);
}
