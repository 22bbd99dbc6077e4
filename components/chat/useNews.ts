import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Message } from '#lib/contracts/messages';
import { type ChannelTimeline, isHere, messagesOf } from '#lib/timeline/channel-timeline';
import { messagesAfter } from '#lib/timeline/completeness';
import { unreadOf } from '#lib/timeline/unread';
import { loadAroundSeq, readSeqOf } from '#services/chat';
import { type Channel, chatStore } from '#services/chatStore';

/** Milliseconds for which a list is not shown because what was not read is still to come. */
const WAITED_FOR = 3_000;
/** Milliseconds after which what came while the page was hidden or asleep has been asked for. */
const CAUGHT_UP_WITHIN = 10_000;

/** The line above what was not read. */
export interface NewsLine {
  /** The seq of the last message that was read. */
  readonly after: number;
  /** Messages of others after it, when it was drawn. */
  readonly count: number;
}

/**
 * What was not read when the channel was opened, or while nobody looked at it: it stays marked until one leaves. When it is
 * further up than what is here, it is loaded first.
 * @param isLinked the channel was opened for another message
 */
export function useNews(channel: Channel, timeline: ChannelTimeline, myId: string, isLinked: boolean) {
  const [line, setLine] = useState(() => lineOf(channel, timeline, myId));
  const [isLoading, setLoading] = useState(!isLinked && line !== null);
  const missingSeq = isLoading && line && !isHere(timeline, line.after + 1) ? line.after + 1 : null;
  useEffect(() => {
    if (missingSeq === null) return;
    const stop = () => setLoading(false);
    // when it cannot be had, or not soon, the list opens at its end
    const timer = setTimeout(stop, WAITED_FOR);
    loadAroundSeq(channel.id, missingSeq).catch(stop);
    return () => clearTimeout(timer);
  }, [channel.id, missingSeq]);

  // what came while nobody looked begins at a line of its own
  const away = useRef<{ seq: number; until: number } | null>(null);
  const drawAway = useEffectEvent(() => {
    if (!away.current || document.hidden || Date.now() > away.current.until) return;
    if (countAfter(timeline, away.current.seq, myId) === 0) return;
    const after = Math.min(away.current.seq, channel.lastReadSeq);
    setLine({ after, count: countAfter(timeline, after, myId) });
    away.current = null;
  });
  const look = useEffectEvent(() => {
    if (document.hidden) away.current = { seq: newestOf(timeline), until: Number.POSITIVE_INFINITY };
    else if (away.current) away.current.until = Date.now() + CAUGHT_UP_WITHIN;
    drawAway();
  });
  useEffect(() => {
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came while the page slept comes after it has woken
  useEffect(drawAway, [timeline]);

  /** Marked unread by hand, from a message on. */
  const drawLine = useCallback(
    ({ channelId, seq }: Message) => {
      const now = chatStore.getState().timelines[channelId];
      setLine({ after: seq - 1, count: now ? countAfter(now, seq - 1, myId) : 1 });
    },
    [myId],
  );
  const dropLine = useCallback(() => setLine(null), []);
  // never above something else than what follows it
  const drawn = line && isHere(timeline, line.after + 1) ? line : null;
  return { line: drawn, isWaiting: missingSeq !== null, drawLine, dropLine };
}

function lineOf(channel: Channel, timeline: ChannelTimeline, myId: string): NewsLine | null {
  const lastReadSeq = readSeqOf(channel);
  const { unread } = unreadOf({ ...channel, lastReadSeq }, timeline, myId);
  return unread === 0 ? null : { after: lastReadSeq, count: unread };
}

function countAfter(timeline: ChannelTimeline, seq: number, myId: string): number {
  return messagesAfter(messagesOf(timeline), seq).filter(
    ({ senderId, deletedAt }) => senderId !== myId && deletedAt === null,
  ).length;
}

function newestOf(timeline: ChannelTimeline): number {
  return messagesOf(timeline).at(-1)?.seq ?? 0;
}
