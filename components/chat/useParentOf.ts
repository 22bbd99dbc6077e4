import { useMemo } from 'react';
import type { Message } from '#lib/contracts/messages';

/** Finds the message that a reply answers, if it is here. Only replies ask: the index is made for the first. */
export function useParentOf(messages: readonly Message[]): (id: string) => Message | undefined {
  return useMemo(() => {
    let index: ReadonlyMap<string, Message> | null = null;
    return (id) => {
      index ??= new Map(messages.map((message) => [message.id, message]));
      return index.get(id);
    };
  }, [messages]);
}
