import { ArrowUp, CheckCheck } from 'lucide-react';
import { countLabel } from '#lib/timeline/unread';

interface UnreadButtonProps {
  count: number;
  onJump: () => void;
  onMarkRead: () => void;
}

/** The way to the first message that was not read, from further down. */
export function UnreadButton({ count, onJump, onMarkRead }: UnreadButtonProps) {
  const part =
    'inline-flex min-h-9 items-center gap-2 px-4 font-medium text-sm transition-colors hover:bg-hover pointer-coarse:min-h-11';
  return (
    <div className="pointer-events-none absolute inset-x-0 top-2 z-2 flex justify-center">
      <div className="pointer-events-auto flex overflow-hidden rounded-full border border-line bg-raised shadow-float">
        <button type="button" onClick={onJump} className={`${part} text-accent`}>
          <ArrowUp aria-hidden="true" className="size-4" />
          {count === 1 ? '1 unread message' : `${countLabel(count)} unread messages`}
        </button>
        <button type="button" onClick={onMarkRead} className={`${part} border-line border-s`}>
          <CheckCheck aria-hidden="true" className="size-4" />
          Mark as read
        </button>
      </div>
    </div>
  );
}
