import { Compass, MessageSquarePlus, Plus } from 'lucide-react';
import { type ReactNode, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '#components/ui/IconButton';
import { Mark } from '#components/ui/Mark';
import { sectionsOf } from '#lib/channels/sidebar';
import type { Channel } from '#services/chatStore';
import { draftKeyOf, draftStore, hasDraft } from '#services/drafts';
import { ChannelLink } from './ChannelLink.tsx';
import type { ChannelDialog } from './dialogs.ts';
import { MarkAllRead } from './MarkAllRead.tsx';
import { MoreUnread } from './MoreUnread.tsx';
import { SearchLink } from './SearchLink.tsx';

interface ChannelListProps {
  myId: string;
  channels: readonly Channel[];
  openId: string | undefined;
  /** Scrolls with the channels. */
  people: ReactNode;
  /** What stands below the channels. */
  footer: ReactNode;
  /** Also when the open channel was chosen again. */
  onChoose: () => void;
  onDialog: (dialog: ChannelDialog) => void;
}

export function ChannelList({
  myId,
  channels,
  openId,
  people,
  footer,
  onChoose,
  onDialog,
}: ChannelListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const {
    favourites,
    channels: others,
    directs,
  } = useMemo(() => sectionsOf(channels, openId), [channels, openId]);
  const links = (some: readonly Channel[]) =>
    some.map((channel) => (
      <li key={channel.id}>
        <LinkWithDraft channel={channel} myId={myId} isOpen={channel.id === openId} onChoose={onChoose} />
      </li>
    ));
  return (
    <div className="flex h-full flex-col bg-side">
      <div className="flex h-15 shrink-0 items-center gap-2.5 px-4">
        <Mark className="size-7" />
        <span className="font-semibold text-lg tracking-tight">Team Chat</span>
        <MarkAllRead />
      </div>
      <SearchLink onChoose={onChoose} />
      <div className="relative flex min-h-0 flex-1 flex-col">
        <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-2.5 pt-2 pb-4">
          <nav aria-label="Channels">
            {favourites.length > 0 && <Section title="Favourites">{links(favourites)}</Section>}
            <Section
              title="Channels"
              actions={
                <>
                  <IconButton icon={Compass} label="Browse channels" onClick={() => onDialog('browse')} />
                  <IconButton icon={Plus} label="New channel" onClick={() => onDialog('new channel')} />
                </>
              }
            >
              {links(others)}
            </Section>
            <Section
              title="Direct messages"
              actions={
                <IconButton
                  icon={MessageSquarePlus}
                  label="New message"
                  onClick={() => onDialog('new message')}
                />
              }
            >
              {links(directs)}
            </Section>
          </nav>
          {people}
        </div>
        <MoreUnread scroller={scroller} />
      </div>
      {footer}
    </div>
  );
}

function LinkWithDraft(props: { channel: Channel; myId: string; isOpen: boolean; onChoose: () => void }) {
  const { myId, ...link } = props;
  const key = draftKeyOf(myId, link.channel.id);
  const isDrafted = useStore(draftStore, (drafts) => hasDraft(drafts, key));
  return <ChannelLink {...link} hasDraft={isDrafted} />;
}

function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <>
      <div className="mt-4 flex min-h-8 items-center justify-between ps-2.5 first:mt-0">
        <h2 className="font-medium text-muted text-sm">{title}</h2>
        <span className="flex">{actions}</span>
      </div>
      <ul className="grid gap-0.5">{children}</ul>
    </>
  );
}
