import { Check, CheckCheck, Clock } from 'lucide-react';
import type { Message } from '#lib/contracts/messages';
import type { MessageStatus as Status } from './bubble.ts';
import { ReadBy } from './ReadBy.tsx';

interface MessageStatusProps {
  status: Status;
  /** The last own message shows its check without being pointed at. */
  isLastOwn: boolean;
  /** Whose readers can be asked for; null while the server does not have it. */
  stored: Pick<Message, 'channelId' | 'seq'> | null;
}

/** How far an own message has come: a quiet sign for the eye, a word for a screen reader. A failure speaks for itself. */
export function MessageStatus({ status, isLastOwn, stored }: MessageStatusProps) {
  if (status === 'Failed') return null;
  const visible = isLastOwn ? '' : 'opacity-0 group-hover:opacity-100 group-focus-within:opacity-100';
  if (stored) {
    return (
      <span className={`self-end pb-1 transition-opacity ${visible} has-aria-expanded:opacity-100`}>
        <ReadBy channelId={stored.channelId} seq={stored.seq}>
          <Sign status={status} />
        </ReadBy>
      </span>
    );
  }
  return (
    <span className="self-end pb-1">
      <Sign status={status} />
    </span>
  );
}

function Sign({ status }: { status: Status }) {
  return (
    <>
      <span className="sr-only">{status}</span>
      {signOf(status)}
    </>
  );
}

function signOf(status: Status) {
  if (status === 'Sent') return <Check aria-hidden="true" className="size-3.5 text-muted" />;
  if (status === 'Delivered') return <CheckCheck aria-hidden="true" className="size-3.5 text-muted" />;
  if (status === 'Read') return <CheckCheck aria-hidden="true" className="size-3.5 text-accent" />;
  return <Clock aria-hidden="true" className="appear-late size-3.5 text-muted" />;
}
