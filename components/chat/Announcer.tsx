import { useEffect, useRef, useState } from 'react';
import { excerptOf } from '#lib/content';
import type { Message } from '#lib/contracts/messages';
import type { PendingMessage } from '#lib/timeline/pending';

/** Milliseconds of news that become one sentence. */
const GATHER_FOR = 1_000;

interface AnnouncerProps {
  messages: readonly Message[];
  pending: readonly PendingMessage[];
  myId: string;
}

/** Tells a screen reader what arrives while the channel is open. Outside the list, so that older pages stay quiet. */
export function Announcer({ messages, pending, myId }: AnnouncerProps) {
  const [sentence, setSentence] = useState('');
  const toldSeq = useRef(messages.at(-1)?.seq ?? 0);
  const failed = pending.findLast(({ state }) => state === 'failed');
  const lastSeq = messages.at(-1)?.seq ?? 0;
  const latest = useRef(messages);
  latest.current = messages;

  useEffect(() => {
    if (lastSeq <= toldSeq.current) return;
    const timer = setTimeout(() => {
      const news = latest.current.filter(({ seq, senderId }) => seq > toldSeq.current && senderId !== myId);
      toldSeq.current = latest.current.at(-1)?.seq ?? 0;
      if (news.length > 0) setSentence(sentenceOf(news));
    }, GATHER_FOR);
    return () => clearTimeout(timer);
  }, [lastSeq, myId]);

  return (
    <>
      <div aria-live="polite" className="sr-only">
        {sentence}
      </div>
      <div aria-live="assertive" className="sr-only">
        {failed && `Message not sent. ${failed.reason ?? ''}`}
      </div>
    </>
  );
}

function sentenceOf(news: readonly Message[]): string {
  const [only] = news;
  if (news.length > 1 || !only) return `${news.length} new messages`;
  return `${only.senderName}: ${excerptOf(only.content)}`;
}
