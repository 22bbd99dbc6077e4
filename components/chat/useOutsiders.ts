import { useMemo, useState } from 'react';
import { mentionsOf } from '#lib/mentions';
import type { Channel } from '#services/chatStore';
import { useChat } from '../state/useChat.ts';

/** Who was named in a conversation that they are not in, since somebody asked last what to do about it. */
export function useOutsiders({ kind, memberIds }: Pick<Channel, 'kind' | 'memberIds'>) {
  const [namedIds, setNamedIds] = useState<readonly string[]>([]);
  const users = useChat((chat) => chat.users);
  const outsiders = useMemo(
    () => namedIds.filter((id) => !memberIds?.includes(id)).flatMap((id) => users[id] ?? []),
    [namedIds, memberIds, users],
  );

  /** @param content as it is stored */
  function noteNamed(content: string) {
    if (kind === 'public') return;
    setNamedIds(mentionsOf(content).userIds);
  }

  return { outsiders, noteNamed, forgetNamed: () => setNamedIds([]) };
}
