import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { ChatWindow } from '#components/chat/ChatWindow';
import type { User } from '#lib/contracts/sync';
import type { Channel } from '#services/chatStore';
import { rememberChannel } from './last-channel.ts';

interface ChannelPageProps {
  channelId: string;
  channels: readonly Channel[];
  me: User;
  menu: ReactNode;
}

export function ChannelPage({ channelId, channels, me, menu }: ChannelPageProps) {
  const channel = channels.find(({ id }) => id === channelId);
  const knownId = channel?.id;

  useEffect(() => {
    if (knownId) rememberChannel(knownId);
  }, [knownId]);

  if (!channel) return <NoSuchChannel menu={menu} home={channels.find(({ kind }) => kind === 'public')} />;
  return (
    <>
      <title>{`${channel.kind === 'direct' ? '' : '#'}${channel.name} · Team Chat`}</title>
      <ChatWindow key={`${me.id}/${channel.id}`} channel={channel} me={me} menu={menu} />
    </>
  );
}

function NoSuchChannel({ menu, home }: { menu: ReactNode; home: Channel | undefined }) {
  return (
    <div className="flex h-full flex-col">
      <title>Team Chat</title>
      <div className="flex h-15 shrink-0 items-center border-line border-b px-5">{menu}</div>
      <div className="grid flex-1 place-content-center justify-items-center gap-2 p-6 text-center">
        <h1 className="font-semibold text-xl tracking-tight">There is no such channel</h1>
        <p className="max-w-sm text-muted">It may have been removed, or you are not one of its members.</p>
        {home && (
          <Link href={`/c/${home.id}`} className="mt-2 font-medium text-accent underline underline-offset-4">
            Go to #{home.name}
          </Link>
        )}
      </div>
    </div>
  );
}
