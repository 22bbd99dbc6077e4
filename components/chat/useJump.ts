import { useCallback, useEffect, useRef, useState } from 'react';
import { useHistoryState } from 'wouter/use-browser-location';
import { AppError } from '#lib/errors';
import { loadAround } from '#services/chat';

/** Milliseconds that a message stays marked, and a notice stays to be read. */
const MARKED_FOR = 2_500;
const NOTICE_FOR = 6_000;

const GONE = 'That message is not there any more.';
const UNREACHED = 'That message could not be loaded.';

/** What the browser's history keeps of a page beside its address. */
export interface Visit {
  /** The message whose link was followed from here. */
  readonly leftAt: string | null;
}

/**
 * Goes to a message of a channel, with what was said around it. The latest wish wins.
 * @param linkedId the message that the page's address names; who comes back to a page that was left by a link goes to that
 */
export function useJump(channelId: string, linkedId: string | undefined) {
  const [target, setTarget] = useState<{ readonly id: string } | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const wish = useRef(0);
  const visit = useHistoryState<Visit | null>();
  const linked = visit?.leftAt ?? linkedId;
  const [isUnderWay, setUnderWay] = useState(linked !== undefined);

  const jumpTo = useCallback(
    async (messageId: string) => {
      wish.current += 1;
      const mine = wish.current;
      setNotice(null);
      setUnderWay(true);
      try {
        await loadAround(channelId, messageId);
        if (wish.current === mine) setTarget({ id: messageId });
      } catch (error) {
        const isGone = error instanceof AppError && error.code === 'not_found';
        if (wish.current === mine) setNotice(isGone ? GONE : UNREACHED);
      }
      if (wish.current === mine) setUnderWay(false);
    },
    [channelId],
  );

  /** What is still being loaded is not gone to: somebody has moved on. */
  const forget = useCallback(() => {
    wish.current += 1;
    setUnderWay(false);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a link to where one is already is gone to again
  useEffect(() => {
    if (linked) void jumpTo(linked);
  }, [visit, linked, jumpTo]);

  useResetLater(target, setTarget, MARKED_FOR);
  useResetLater(notice, setNotice, NOTICE_FOR);
  useEffect(
    () => () => {
      wish.current += 1;
    },
    [],
  );

  return { target, notice, isLinked: linked !== undefined, isUnderWay, jumpTo, forget };
}

function useResetLater<T>(value: T | null, set: (value: null) => void, after: number): void {
  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(() => set(null), after);
    return () => clearTimeout(timer);
  }, [value, set, after]);
}
