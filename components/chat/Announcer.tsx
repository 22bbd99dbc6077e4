import { useEffect, useRef, useState } from 'react';
import { summaryOf } from '#lib/attachments/summary';
import type { Message } from '#lib/contracts/messages';
import { withEmoji } from '#lib/markdown/emoji-names';
import { withNames } from '#lib/markdown/named';
import { messagesAfter } from '#lib/timeline/completeness';
import type { PendingMessage } from '#lib/timeline/pending';
import { chatStore } from '#services/chatStore';
import { emojiStore } from '#services/emoji';
import { nameIn } from '../state/useNames.ts';

/** Milliseconds of news that become one sentence. */
const GATHER_FOR = 1_000;

interface Told {
  readonly sentence: string;
  /** The one message whose text it says. */
  readonly messageId: string | null;
}
const NOTHING: Told = { sentence: '', messageId: null };

interface AnnouncerProps {
  messages: readonly Message[];
  pending: readonly PendingMessage[];
  myId: string;
}

/** Tells a screen reader what arrives while the channel is open. Outside the list, so that older pages stay quiet. */
export function Announcer({ messages, pending, myId }: AnnouncerProps) {
  const sentence = useNews(messages, myId);
  const hasFailed = pending.some(({ state }) => state === 'failed');
  return (
    <div aria-live="polite" className="sr-only">
      <p>{sentence}</p>
      <p>{hasFailed && 'Your message was not sent.'}</p>
    </div>
  );
}

function useNews(messages: readonly Message[], myId: string): string {
  const [told, setTold] = useState<Told>(NOTHING);
  const toldSeq = useRef(messages.at(-1)?.seq ?? 0);
  const latest = useRef(messages);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    latest.current = messages;
    if (timer.current || newsIn(messages, toldSeq.current, myId).length === 0) return;
    // empty in between: the same sentence twice is told twice
    setTold(NOTHING);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      setTold(tellingOf(newsIn(latest.current, toldSeq.current, myId)));
      toldSeq.current = latest.current.at(-1)?.seq ?? 0;
    }, GATHER_FOR);
  }, [messages, myId]);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );

  // what was deleted since is not to be found here either
  const isGone = messages.findLast(({ id }) => id === told.messageId)?.deletedAt != null;
  return isGone ? '' : told.sentence;
}

function newsIn(messages: readonly Message[], after: number, myId: string): readonly Message[] {
  return messagesAfter(messages, after).filter(
    ({ senderId, deletedAt }) => senderId !== myId && deletedAt === null,
  );
}

function tellingOf(news: readonly Message[]): Told {
  const [only] = news;
  if (news.length === 0) return NOTHING;
  if (news.length !== 1 || !only) return { sentence: `${news.length} new messages`, messageId: null };
  const said = withNames(summaryOf(only.content, only.attachments), (named) =>
    nameIn(chatStore.getState(), named),
  );
  const shown = withEmoji(said, emojiStore.getState().byName);
  return { sentence: `${only.senderName}: ${shown}`, messageId: only.id };
}
