import { useState } from 'react';
import { Redirect, Route, Switch, useRoute } from 'wouter';
import { ChannelList } from '#components/channels/ChannelList';
import { Me } from '#components/people/Me';
import { Sheet } from '#components/ui/Sheet';
import type { User } from '#lib/contracts/sync';
import { signOut } from '#services/chat';
import type { Channel } from '#services/chatStore';
import { useChat } from '../components/chat/useChat.ts';
import { useMediaQuery } from '../components/ui/useMediaQuery.ts';
import { ChannelPage } from './ChannelPage.tsx';
import { lastChannelId } from './last-channel.ts';
import { MenuButton } from './MenuButton.tsx';

/** Below this width the channels are a drawer. */
const NARROW = '(width < 48rem)';

export function Workspace({ me }: { me: User }) {
  const channels = useChat((chat) => chat.channels);
  const [, params] = useRoute('/c/:channelId');
  const isNarrow = useMediaQuery(NARROW);
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const closeDrawer = () => setDrawerOpen(false);

  const channelList = (
    <ChannelList
      channels={channels}
      openId={params?.channelId}
      onChoose={closeDrawer}
      footer={<Me me={me} onSignOut={signOut} />}
    />
  );
  const menu = isNarrow ? <MenuButton isOpen={isDrawerOpen} onOpen={() => setDrawerOpen(true)} /> : null;

  return (
    <div className="fill-viewport flex">
      {isNarrow ? (
        <Sheet place="start" label="Channels and account" isOpen={isDrawerOpen} onClose={closeDrawer}>
          {channelList}
        </Sheet>
      ) : (
        <div className="w-64 shrink-0 border-line border-e">{channelList}</div>
      )}
      <main className="min-w-0 flex-1">
        <Switch>
          <Route path="/c/:channelId">
            {({ channelId }) => <ChannelPage channelId={channelId} channels={channels} me={me} menu={menu} />}
          </Route>
          <Route>
            <Redirect to={`/c/${homeOf(channels)}`} replace />
          </Route>
        </Switch>
      </main>
    </div>
  );
}

/** Where the page opens by itself: where somebody was last, else the first channel that is everybody's. */
function homeOf(channels: readonly Channel[]): string {
  const last = channels.find(({ id }) => id === lastChannelId());
  const home = last ?? channels.find(({ kind }) => kind === 'public') ?? channels[0];
  return home?.id ?? 'none';
}
