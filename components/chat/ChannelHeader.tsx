import type { ReactNode } from 'react';
import { ChannelIcon } from '#components/ui/ChannelIcon';
import type { Channel } from '#services/chatStore';

interface ChannelHeaderProps {
  channel: Channel;
  /** Stands before the name: the way to the channels where they have no room of their own. */
  menu: ReactNode;
  /** Stands at the end: the connection. */
  status: ReactNode;
}

export function ChannelHeader({ channel, menu, status }: ChannelHeaderProps) {
  return (
    <header className="flex min-h-15 shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-1.5 sm:px-5">
      {menu}
      <div className="min-w-0 flex-1">
        <h1 className="flex items-center gap-1.5 font-semibold text-lg tracking-tight">
          <ChannelIcon kind={channel.kind} className="size-4.5 text-muted" />
          <bdi className="truncate">{channel.name}</bdi>
        </h1>
        {channel.topic && (
          <p dir="auto" title={channel.topic} className="truncate text-muted text-sm">
            {channel.topic}
          </p>
        )}
      </div>
      {status}
    </header>
  );
}
