import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Named } from '#lib/markdown/tree';
import { useChat } from '../../state/useChat.ts';
import { channelNameIn, FORMER_MEMBER, PRIVATE_CHANNEL } from '../../state/useNames.ts';

interface NameProps {
  named: Named;
  /** A link cannot stand in another. */
  isInLink: boolean;
}

/** Who or what is meant, by its current name. */
export function Name({ named, isInLink }: NameProps) {
  switch (named.type) {
    case 'mention':
      return <Person userId={named.userId} />;
    case 'broadcast':
      return <Pill isMe>@{named.to}</Pill>;
    case 'channel':
      return <ChannelName channelId={named.channelId} isInLink={isInLink} />;
  }
}

function Person({ userId }: { userId: string }) {
  const name = useChat(({ users }) => users[userId]?.name);
  const isMe = useChat(({ me }) => me?.id === userId);
  if (name === undefined) return <span className="text-muted">@{FORMER_MEMBER}</span>;
  return <Pill isMe={isMe}>@{name}</Pill>;
}

function ChannelName({ channelId, isInLink }: { channelId: string; isInLink: boolean }) {
  const name = useChat((chat) => channelNameIn(chat, channelId));
  if (name === null) return <span className="text-muted">#{PRIVATE_CHANNEL}</span>;
  if (isInLink) return <bdi>#{name}</bdi>;
  return (
    <Link href={`/c/${channelId}`} className={`${PILL} ${OTHERS} hover:underline`}>
      <bdi>#{name}</bdi>
    </Link>
  );
}

const PILL = 'rounded-sm px-1 py-px font-medium box-decoration-clone';
const OTHERS = 'bg-soft text-accent';
const MINE = 'bg-mark text-ink ring-1 ring-signal/40';

function Pill({ isMe, children }: { isMe: boolean; children: ReactNode }) {
  return <bdi className={`${PILL} ${isMe ? MINE : OTHERS}`}>{children}</bdi>;
}
