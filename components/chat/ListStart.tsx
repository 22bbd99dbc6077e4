import { ChannelIcon } from '#components/ui/ChannelIcon';
import { MessageSkeleton } from '#components/ui/Skeleton';
import type { Channel } from '#services/chatStore';

interface ListStartProps {
  channel: Channel;
  hasOlder: boolean;
  hasFailed: boolean;
  isEmpty: boolean;
  onRetry: () => void;
}

/** What stands above the first message: more to come, or the beginning of the channel. */
export function ListStart({ channel, hasOlder, hasFailed, isEmpty, onRetry }: ListStartProps) {
  if (hasFailed) {
    return (
      <p className="px-5 py-6 text-center text-muted text-sm">
        Older messages could not be loaded.{' '}
        <button type="button" onClick={onRetry} className="font-medium text-accent underline">
          Try again
        </button>
      </p>
    );
  }
  if (hasOlder) return <MessageSkeleton rows={2} />;
  return (
    <div className="px-4 pt-8 pb-2 sm:px-5">
      <span className="grid size-12 place-items-center rounded-2xl bg-soft text-accent">
        <ChannelIcon kind={channel.kind} className="size-6" />
      </span>
      <h2 className="mt-3 font-semibold text-xl tracking-tight">Beginning of {titleOf(channel)}</h2>
      <p dir="auto" className="mt-0.5 text-muted">
        {isEmpty ? 'Nobody has written here yet. The first message is yours.' : channel.topic}
      </p>
    </div>
  );
}

/** How a conversation is called in running text. */
export function titleOf({ kind, name }: Channel): string {
  return kind === 'direct' ? name : `#${name}`;
}
