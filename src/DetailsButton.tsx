import { Settings2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { IconButton } from '#components/ui/IconButton';
import { Sheet } from '#components/ui/Sheet';
import type { Me } from '#lib/contracts/sync';
import type { Channel } from '#services/chatStore';
import { useChat } from '../components/state/useChat.ts';

const ChannelDetails = lazy(async () => ({
  default: (await import('#components/channels/ChannelDetails')).ChannelDetails,
}));

export function DetailsButton({ channel, me }: { channel: Channel; me: Me }) {
  const [isOpen, setOpen] = useState(false);
  const users = useChat((chat) => chat.users);
  const close = () => setOpen(false);
  return (
    <>
      <IconButton
        icon={Settings2}
        label="Channel details"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      />
      <Sheet place="centre" label="Channel details" isOpen={isOpen} onClose={close}>
        {isOpen && (
          <Suspense>
            <ChannelDetails channel={channel} me={me} users={users} onClose={close} />
          </Suspense>
        )}
      </Sheet>
    </>
  );
}
