import { BrowseChannels } from '#components/channels/BrowseChannels';
import { NewChannel } from '#components/channels/NewChannel';
import { NewMessage } from '#components/channels/NewMessage';
import { Switcher } from '#components/channels/Switcher';
import type { ChannelDialog } from '../components/channels/dialogs.ts';
import { useChat } from '../components/state/useChat.ts';

interface ChannelDialogsProps {
  dialog: ChannelDialog;
  myId: string;
  onClose: () => void;
  onOpen: (id: string) => void;
}

/** Loaded when the first of them opens. */
export default function ChannelDialogs({ dialog, myId, ...handlers }: ChannelDialogsProps) {
  const users = useChat((chat) => chat.users);
  if (dialog === 'browse') return <BrowseChannels {...handlers} />;
  if (dialog === 'switch') return <Switcher onOpen={handlers.onOpen} />;
  if (dialog === 'new channel') return <NewChannel {...handlers} />;
  return <NewMessage people={Object.values(users).filter(({ id }) => id !== myId)} {...handlers} />;
}
