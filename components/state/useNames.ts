import { withNames } from '#lib/markdown/named';
import type { Named } from '#lib/markdown/tree';
import type { ChatState } from '#services/chatStore';
import { useChat } from './useChat.ts';

export const FORMER_MEMBER = 'former member';
/** Also for what does not exist: whether it does is nobody's business who is not in it. */
export const PRIVATE_CHANNEL = 'private channel';

type Names = Pick<ChatState, 'users' | 'channels'>;

/** What is shown of a mention or a channel in a line of plain text. */
export function nameIn(names: Names, named: Named): string {
  if (named.type === 'broadcast') return `@${named.to}`;
  if (named.type === 'mention') return `@${names.users[named.userId]?.name ?? FORMER_MEMBER}`;
  return `#${channelNameIn(names, named.channelId) ?? PRIVATE_CHANNEL}`;
}

/** Null for a channel that its reader does not have; direct messages have no name of their own. */
export function channelNameIn({ channels }: Pick<Names, 'channels'>, channelId: string): string | null {
  const channel = channels.find(({ id, kind }) => id === channelId && kind !== 'direct');
  return channel?.name ?? null;
}

/** A line of plain text with the current names. Only when one of them changes, what shows it is drawn again. */
export function useNames(line: string): string {
  return useChat((chat) => withNames(line, (named) => nameIn(chat, named)));
}
