import { useCallback, useEffect, useRef, useState } from 'react';
import { hasOlder, messagesOf } from '#lib/timeline/channel-timeline';
import { loadOlder } from '#services/chat';
import { chatStore } from '#services/chatStore';

/** Pages fetched in search of a message before giving up. */
const PAGES_MAX = 20;
/** Milliseconds that a message stays marked, and a notice stays to be read. */
const MARKED_FOR = 2_500;
const NOTICE_FOR = 6_000;

type Found = 'found' | 'too far' | 'offline';

const NOTICES: Record<Exclude<Found, 'found'>, string> = {
  'too far': 'That message is further up than what is loaded.',
  offline: 'That message could not be loaded.',
};

/** Goes to a message of a channel, loading what lies between. The latest wish wins. */
export function useJump(channelId: string) {
  const [target, setTarget] = useState<{ readonly id: string } | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const wish = useRef(0);

  const jumpTo = useCallback(
    async (messageId: string) => {
      wish.current += 1;
      const mine = wish.current;
      setNotice(null);
      const found = await loadUpTo(channelId, messageId, () => wish.current === mine);
      if (wish.current !== mine) return;
      if (found === 'found') setTarget({ id: messageId });
      else setNotice(NOTICES[found]);
    },
    [channelId],
  );

  useResetLater(target, setTarget, MARKED_FOR);
  useResetLater(notice, setNotice, NOTICE_FOR);
  useEffect(
    () => () => {
      wish.current += 1;
    },
    [],
  );

  return { target, notice, jumpTo };
}

async function loadUpTo(channelId: string, messageId: string, isWanted: () => boolean): Promise<Found> {
  for (let page = 0; page <= PAGES_MAX && isWanted(); page += 1) {
    const timeline = chatStore.getState().timelines[channelId];
    if (!timeline) break;
    if (messagesOf(timeline).some(({ id }) => id === messageId)) return 'found';
    if (!hasOlder(timeline)) break;
    try {
      await loadOlder(channelId);
    } catch {
      return 'offline';
    }
  }
  return 'too far';
}

function useResetLater<T>(value: T | null, set: (value: null) => void, after: number): void {
  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(() => set(null), after);
    return () => clearTimeout(timer);
  }, [value, set, after]);
}
