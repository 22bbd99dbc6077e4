import { type ReactNode, Suspense, useEffect } from 'react';
import { ChatWindow } from '#components/chat/ChatWindow';
import type { Me } from '#lib/contracts/sync';
import type { Channel } from '#services/chatStore';
import { lazyLater } from '../components/state/lazyLater.ts';
import { DetailsButton } from './DetailsButton.tsx';
import { rememberChannel } from './last-channel.ts';

const UnjoinedChannel = lazyLater(() => import('./UnjoinedChannel.tsx'));

interface ChannelPageProps {
  channelId: string;
  messageId: string | undefined;
  channels: readonly Channel[];
  me: Me;
  /** A new number for every time that a conversation is chosen. */
  visit: number;
  menu: ReactNode;
}

export function ChannelPage({ channelId, messageId, channels, me, visit, menu }: ChannelPageProps) {
  const channel = channels.find(({ id }) => id === channelId);
  const knownId = channel?.id;

  useEffect(() => {
    if (knownId) rememberChannel(knownId);
  }, [knownId]);

  if (!channel) {
    return (
      <Suspense>
        <UnjoinedChannel
          channelId={channelId}
          menu={menu}
          home={channels.find(({ kind }) => kind === 'public')}
        />
      </Suspense>
    );
  }
  return (
    <>
      <title>{`${channel.kind === 'direct' ? '' : '#'}${channel.name} · Team Chat`}</title>
      <ChatWindow
        key={`${me.id}/${channel.id}`}
        channel={channel}
        me={me}
        visit={visit}
        linkedId={messageId}
        menu={menu}
        details={<DetailsButton channel={channel} me={me} />}
      />
    </>
  );
}
