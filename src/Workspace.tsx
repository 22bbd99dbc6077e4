import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react';
import { Redirect, Route, Switch, useLocation, useRoute } from 'wouter';
import { ChannelList } from '#components/channels/ChannelList';
import { Me } from '#components/people/Me';
import { Sheet } from '#components/ui/Sheet';
import type { Me as MyAccount } from '#lib/contracts/sync';
import { signOut } from '#services/chat';
import type { Channel } from '#services/chatStore';
import type { ChannelDialog } from '../components/channels/dialogs.ts';
import { useChat } from '../components/state/useChat.ts';
import { useMediaQuery } from '../components/ui/useMediaQuery.ts';
import { ChannelPage } from './ChannelPage.tsx';
import { lastChannelId } from './last-channel.ts';
import { MenuButton } from './MenuButton.tsx';
import { People } from './People.tsx';

/** Below this width the channels are a drawer. */
const NARROW = '(width < 48rem)';

const ChannelDialogs = lazy(() => import('./ChannelDialogs.tsx'));
const SearchRoute = lazy(() => import('./SearchRoute.tsx'));

export function Workspace({ me }: { me: MyAccount }) {
  const channels = useChat((chat) => chat.channels);
  const [, params] = useRoute('/c/:channelId/:messageId?');
  const [isSearching] = useRoute('/search');
  const isNarrow = useMediaQuery(NARROW);
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const closeDrawer = () => setDrawerOpen(false);
  // goes up whenever a conversation is chosen, also when it is open already
  const [visit, setVisit] = useState(0);
  const [dialog, setDialog] = useState<ChannelDialog | null>(null);
  const [, navigate] = useLocation();

  const lastOpenId = useLastOpen(params?.channelId);

  useCtrlKey('k', false, () => setDialog(dialog === 'switch' ? null : 'switch'));
  useCtrlKey('f', true, openSearch);

  function openChannel(id: string) {
    setDialog(null);
    noteVisit();
    navigate(`/c/${id}`);
  }

  function noteVisit() {
    closeDrawer();
    setVisit((before) => before + 1);
  }

  function openSearch() {
    setDialog(null);
    closeDrawer();
    if (!isSearching) navigate('/search');
  }

  const channelList = (
    <ChannelList
      myId={me.id}
      channels={channels}
      openId={params?.channelId}
      onChoose={noteVisit}
      onDialog={setDialog}
      people={<People myId={me.id} onOpen={openChannel} />}
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
      <Sheet place="centre" label={dialog ?? ''} isOpen={dialog !== null} onClose={() => setDialog(null)}>
        {dialog && (
          <Suspense>
            <ChannelDialogs
              dialog={dialog}
              myId={me.id}
              onClose={() => setDialog(null)}
              onOpen={openChannel}
            />
          </Suspense>
        )}
      </Sheet>
      <main className="min-w-0 flex-1">
        <Switch>
          <Route path="/c/:channelId/:messageId?">
            {({ channelId, messageId }) => (
              <ChannelPage
                channelId={channelId}
                messageId={messageId}
                channels={channels}
                me={me}
                visit={visit}
                menu={menu}
              />
            )}
          </Route>
          <Route path="/search">
            <Suspense>
              <SearchRoute myId={me.id} hereId={lastOpenId} menu={menu} />
            </Suspense>
          </Route>
          <Route>
            <Redirect to={`/c/${homeOf(channels)}`} replace />
          </Route>
        </Switch>
      </main>
    </div>
  );
}

/** The conversation that is open, or was before the page went elsewhere. */
function useLastOpen(openId: string | undefined): string | undefined {
  const [lastId, setLastId] = useState(openId);
  if (openId && openId !== lastId) setLastId(openId);
  return openId ?? lastId;
}

/** Ctrl and a letter, on a Mac ⌘. */
function useCtrlKey(letter: string, withShift: boolean, onPress: () => void): void {
  const press = useEffectEvent(onPress);
  useEffect(() => {
    function handleKeyDown(event: KeyboardEvent) {
      const isKey = event.key.toLowerCase() === letter && (event.ctrlKey || event.metaKey);
      if (!isKey || event.altKey || event.shiftKey !== withShift || event.isComposing) return;
      event.preventDefault();
      press();
    }
    document.addEventListener('keydown', handleKeyDown);
    return () => document.removeEventListener('keydown', handleKeyDown);
  }, [letter, withShift]);
}

/** Where the page opens by itself: where somebody was last, else the first channel that is everybody's. */
function homeOf(channels: readonly Channel[]): string {
  const last = channels.find(({ id }) => id === lastChannelId());
  const home = last ?? channels.find(({ kind }) => kind === 'public') ?? channels[0];
  return home?.id ?? 'none';
}
