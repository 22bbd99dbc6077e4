import { Link } from 'wouter';
import { ChannelIcon } from '#components/ui/ChannelIcon';
import type { Channel } from '#services/chatStore';

interface ChannelLinkProps {
  channel: Channel;
  isOpen: boolean;
  onChoose: () => void;
}

export function ChannelLink({ channel, isOpen, onChoose }: ChannelLinkProps) {
  return (
    <Link
      href={`/c/${channel.id}`}
      aria-current={isOpen ? 'page' : undefined}
      onClick={onChoose}
      className="flex min-h-9 items-center gap-2 rounded-lg px-2.5 text-muted transition-colors hover:bg-hover hover:text-ink aria-[current]:bg-soft aria-[current]:font-medium aria-[current]:text-ink pointer-coarse:min-h-11 forced-colors:aria-[current]:border"
    >
      <ChannelIcon kind={channel.kind} className="size-4" />
      <bdi className="truncate">{channel.name}</bdi>
      {channel.kind === 'private' && <span className="sr-only">, private channel</span>}
    </Link>
  );
}
