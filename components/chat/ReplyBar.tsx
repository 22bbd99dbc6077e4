import { CornerUpRight, X } from 'lucide-react';
import { IconButton } from '#components/ui/IconButton';
import type { ReplyTo } from '#lib/contracts/messages';
import { useLine } from '../state/useLine.ts';

export function ReplyBar({ replyTo, onCancel }: { replyTo: ReplyTo; onCancel: () => void }) {
  const said = useLine(replyTo.excerpt);
  return (
    <div className="flex items-center gap-2 border-line border-b py-1 ps-3.5 pe-1.5 text-sm">
      <CornerUpRight aria-hidden="true" className="size-3.5 shrink-0 text-muted" />
      <p className="min-w-0 flex-1 truncate text-muted">
        Replying to <bdi className="font-medium text-ink">{replyTo.senderName}</bdi>{' '}
        <bdi className={replyTo.deleted ? 'italic' : ''}>{replyTo.deleted ? 'deleted message' : said}</bdi>
      </p>
      <IconButton icon={X} label="Cancel reply" onClick={onCancel} />
    </div>
  );
}
