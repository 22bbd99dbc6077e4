import type { ReactNode } from 'react';
import { Mark } from '#components/ui/Mark';
import type { Channel } from '#services/chatStore';
import { ChannelLink } from './ChannelLink.tsx';

interface ChannelListProps {
  channels: readonly Channel[];
  openId: string | undefined;
  /** What stands below the channels. */
  footer: ReactNode;
  /** Also when the open channel was chosen again. */
  onChoose: () => void;
}

export function ChannelList({ channels, openId, footer, onChoose }: ChannelListProps) {
  return (
    <div className="flex h-full flex-col bg-side">
      <div className="flex h-15 shrink-0 items-center gap-2.5 px-4">
        <Mark className="size-7" />
        <span className="font-semibold text-lg tracking-tight">Team Chat</span>
      </div>
      <nav aria-label="Channels" className="min-h-0 flex-1 overflow-y-auto px-2.5 pt-2 pb-4">
        <h2 className="px-2.5 pb-1.5 font-medium text-muted text-sm">Channels</h2>
        <ul className="grid gap-0.5">
          {channels.map((channel) => (
            <li key={channel.id}>
              <ChannelLink channel={channel} isOpen={channel.id === openId} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      </nav>
      {footer}
    </div>
  );
}
