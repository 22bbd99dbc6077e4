/** Whom and what a text that is written on this page can name. */
import type { Directory } from '#lib/mentions/directory';
import { type ChatState, chatStore } from './chatStore.ts';

export function readDirectory(
  { users, channels }: Pick<ChatState, 'users' | 'channels'> = chatStore.getState(),
): Directory {
  return {
    people: Object.values(users),
    channels: channels.filter(({ kind }) => kind !== 'direct'),
  };
}
