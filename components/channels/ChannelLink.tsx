import { BellOff, PencilLine } from 'lucide-react';
import { Link } from 'wouter';
import { Avatar } from '#components/ui/Avatar';
import { ChannelIcon } from '#components/ui/ChannelIcon';
import { whereaboutsOf } from '#lib/presence';
import { countLabel, unreadOf } from '#lib/timeline/unread';
import type { Channel, ChatState } from '#services/chatStore';
import { useChat } from '../state/useChat.ts';

interface ChannelLinkProps {
  channel: Channel;
  isOpen: boolean;
  /** Something was written there and not sent. */
  hasDraft: boolean;
  onChoose: () => void;
}

/** One conversation in the sidebar. Who is muted is quiet: only what calls this person by name is told. */
export function ChannelLink({ channel, isOpen, hasDraft, onChoose }: ChannelLinkProps) {
  const { name, kind, isMuted } = channel;
  const unread = useChat((chat) => countsOf(chat, channel).unread);
  const mentions = useChat((chat) => countsOf(chat, channel).mentions);
  const other = useOther(channel);
  const whereabouts = useChat((chat) => (other ? whereaboutsOf(chat.online, other.id) : 'unknown'));
  const isBold = unread > 0 && !isMuted;
  const badge = mentions > 0 && !(isMuted && kind === 'direct') ? mentions : 0;
  const isDrafted = hasDraft && !isOpen;
  const told = [
    name,
    kind === 'private' && 'private channel',
    whereabouts !== 'unknown' && whereabouts,
    badge > 0 && kind !== 'direct' && `${countLabel(badge)} ${badge === 1 ? 'mention' : 'mentions'}`,
    (isBold || badge > 0) && `${countLabel(unread)} unread`,
    isMuted && 'muted',
    isDrafted && 'draft',
  ];
  return (
    <Link
      href={`/c/${channel.id}`}
      aria-label={told.filter(Boolean).join(', ')}
      aria-current={isOpen ? 'page' : undefined}
      data-unread={isBold || badge > 0 || undefined}
      onClick={onChoose}
      className={`flex min-h-9 items-center gap-2 rounded-lg px-2.5 transition-colors hover:bg-hover hover:text-ink aria-[current]:bg-soft aria-[current]:font-medium aria-[current]:text-ink pointer-coarse:min-h-11 forced-colors:aria-[current]:border ${isBold ? 'font-semibold text-ink' : 'text-muted'}`}
    >
      {other ? (
        <Avatar id={other.id} name={other.name} size="tiny" presence={whereabouts} />
      ) : (
        <ChannelIcon kind={kind} className="size-4" />
      )}
      <bdi className="truncate">{name}</bdi>
      <span className="ms-auto flex shrink-0 items-center gap-1.5 text-xs tabular-nums">
        {isDrafted && <PencilLine className="size-3.5" />}
        {isMuted && <BellOff className="size-3.5" />}
        {badge > 0 && (
          <span className="min-w-5 rounded-full bg-accent px-1.5 py-0.5 text-center font-semibold text-on-accent forced-colors:border">
            {countLabel(badge)}
          </span>
        )}
        {isBold && badge === 0 && <span className="font-medium">{countLabel(unread)}</span>}
      </span>
    </Link>
  );
}

function countsOf({ timelines, me }: ChatState, channel: Channel) {
  return unreadOf(channel, timelines[channel.id], me?.id ?? '');
}

/** The one other person of a direct message, or oneself in one's own. */
function useOther({ kind, memberIds = [] }: Channel) {
  return useChat(({ me, users }) => {
    if (kind !== 'direct') return null;
    const others = memberIds.filter((id) => id !== me?.id);
    if (others.length > 1) return null;
    return users[others[0] ?? me?.id ?? ''] ?? null;
  });
}
