import { useCallback } from 'react';
import { Button } from '#components/ui/Button';
import { excerptOf } from '#lib/content';
import type { Message } from '#lib/contracts/messages';
import { listReplies } from '#services/internalChatService';
import { useLine } from '../state/useLine.ts';
import { dayLabelOf, exactTimeOf, timeOf } from './dates.ts';
import { useLoaded } from './useLoaded.ts';

interface RepliesProps {
  messageId: string;
  count: number;
  onJump: (messageId: string) => void;
}

/** The answers to a message, and the way to each of them. */
export default function Replies({ messageId, count, onJump }: RepliesProps) {
  const ask = useCallback(() => allReplies(messageId), [messageId]);
  const { loaded, problem, load } = useLoaded(ask, count);
  if (problem) {
    return (
      <p role="alert" className="text-danger">
        {problem} <Button onClick={load}>Try again</Button>
      </p>
    );
  }
  if (!loaded) return <p className="appear-late text-muted">Loading…</p>;
  if (loaded.length === 0) return <p className="text-muted">There are no replies any more.</p>;
  return (
    <ol className="-mx-2 grid gap-0.5">
      {loaded.map(({ id, senderName, createdAt, content }) => (
        <li key={id}>
          <button
            type="button"
            onClick={() => onJump(id)}
            className="grid w-full rounded-lg px-2 py-1.5 text-start hover:bg-hover"
          >
            <span className="flex items-baseline gap-2">
              <bdi className="truncate font-semibold">{senderName}</bdi>
              <time
                dateTime={createdAt}
                title={exactTimeOf(createdAt)}
                className="shrink-0 text-muted text-xs"
              >
                {dayLabelOf(createdAt, new Date())}, {timeOf(createdAt)}
              </time>
            </span>
            <Beginning content={content} />
          </button>
        </li>
      ))}
    </ol>
  );
}

function Beginning({ content }: { content: string }) {
  return <bdi className="line-clamp-2 wrap-anywhere">{useLine(excerptOf(content))}</bdi>;
}

/** Page by page. */
async function allReplies(messageId: string): Promise<readonly Message[]> {
  const replies: Message[] = [];
  for (let hasAfter = true; hasAfter; ) {
    const page = await listReplies(messageId, replies.at(-1)?.seq);
    replies.push(...page.messages);
    hasAfter = page.hasAfter && page.messages.length > 0;
  }
  return replies;
}
