import { type ReactNode, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { Button } from '#components/ui/Button';
import type { ChannelInfo } from '#lib/contracts/channels';
import { applyToChannel, readChannel } from '#services/channels';
import type { Channel } from '#services/chatStore';
import { useSubmit } from '../components/ui/useSubmit.ts';

interface UnjoinedChannelProps {
  channelId: string;
  menu: ReactNode;
  /** Where to go instead. */
  home: Channel | undefined;
}

/** An address of a channel this person is not in: a public one can be joined, any other is the same as none. */
export default function UnjoinedChannel({ channelId, menu, home }: UnjoinedChannelProps) {
  const found = useChannel(channelId);
  const { isBusy, problem, submit } = useSubmit();
  return (
    <div className="flex h-full flex-col">
      <title>Team Chat</title>
      <div className="flex h-15 shrink-0 items-center border-line border-b px-5">{menu}</div>
      <div className="grid flex-1 place-content-center justify-items-center gap-2 p-6 text-center">
        {found && found !== 'none' && (
          <>
            <h1 className="font-semibold text-xl tracking-tight">
              #<bdi>{found.name}</bdi>
            </h1>
            <p className="max-w-sm text-muted">
              {found.archivedAt
                ? 'This channel is archived.'
                : found.topic || 'A public channel of your team.'}
            </p>
            {!found.archivedAt && (
              <Button
                look="primary"
                disabled={isBusy}
                onClick={() => void submit(() => applyToChannel({ action: 'join', channelId }))}
                className="mt-2"
              >
                Join channel
              </Button>
            )}
            {problem && (
              <p role="alert" className="text-danger text-sm">
                {problem}
              </p>
            )}
          </>
        )}
        {found === 'none' && (
          <>
            <h1 className="font-semibold text-xl tracking-tight">There is no such channel</h1>
            <p className="max-w-sm text-muted">
              It may have been removed, or you are not one of its members.
            </p>
          </>
        )}
        {found && home && (
          <Link href={`/c/${home.id}`} className="mt-2 font-medium text-accent underline underline-offset-4">
            Go to #{home.name}
          </Link>
        )}
      </div>
    </div>
  );
}

/** Null while it is asked for. */
function useChannel(channelId: string): ChannelInfo | 'none' | null {
  const [found, setFound] = useState<ChannelInfo | 'none' | null>(null);
  useEffect(() => {
    let isCurrent = true;
    setFound(null);
    readChannel(channelId).then(
      (channel) => isCurrent && setFound(channel),
      () => isCurrent && setFound('none'),
    );
    return () => {
      isCurrent = false;
    };
  }, [channelId]);
  return found;
}
