import { CornerUpRight } from 'lucide-react';
import type { Message, ReplyTo } from '#lib/contracts/messages';
import { quoteOf } from '#lib/quote';
import { useLine } from '../state/useLine.ts';

interface QuotedParentProps {
  replyTo: ReplyTo;
  /** The parent itself when it is loaded: it knows of edits and deletion since. */
  parent: Message | undefined;
  onJump: (messageId: string) => void;
}

export function QuotedParent({ replyTo, parent, onJump }: QuotedParentProps) {
  const { id, senderName, excerpt, deleted } = parent ? quoteOf(parent) : replyTo;
  const said = useLine(excerpt);
  return (
    <button
      type="button"
      onClick={() => onJump(id)}
      className="group/quote my-0.5 flex max-w-full items-center gap-1.5 rounded-md bg-transparent text-start text-muted text-sm transition-colors hover:text-ink pointer-coarse:-my-0.5 pointer-coarse:min-h-8"
    >
      <CornerUpRight aria-hidden="true" className="size-3.5 shrink-0" />
      <span className="sr-only">In reply to</span> <bdi className="shrink-0 font-medium">{senderName}</bdi>{' '}
      <bdi className={`truncate group-hover/quote:underline ${deleted ? 'italic' : ''}`}>
        {deleted ? 'deleted message' : said || 'Attachment'}
      </bdi>
    </button>
  );
}
