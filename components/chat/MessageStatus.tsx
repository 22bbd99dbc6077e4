import { Check, Clock } from 'lucide-react';
import type { MessageStatus as Status } from './bubble.ts';

interface MessageStatusProps {
  status: Status;
  /** The last own message shows its check without being pointed at. */
  isLastOwn: boolean;
}

/** How far an own message has come: a quiet sign for the eye, a word for a screen reader. A failure speaks for itself. */
export function MessageStatus({ status, isLastOwn }: MessageStatusProps) {
  if (status === 'Failed') return null;
  const visible = isLastOwn ? '' : 'opacity-0 group-hover:opacity-100 group-focus-within:opacity-100';
  return (
    <span className="self-end pb-1 text-muted">
      <span className="sr-only">{status}</span>
      {status === 'Sending' ? (
        <Clock aria-hidden="true" className="appear-late size-3.5" />
      ) : (
        <Check aria-hidden="true" className={`size-3.5 transition-opacity ${visible}`} />
      )}
    </span>
  );
}
