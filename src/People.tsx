import { OnlinePeople } from '#components/people/OnlinePeople';
import { openDirectMessage } from '#services/channels';
import { useChat } from '../components/state/useChat.ts';

/** Apart from the workspace, so that who comes and goes draws this list and nothing else. */
export function People({ myId, onOpen }: { myId: string; onOpen: (channelId: string) => void }) {
  const users = useChat((chat) => chat.users);
  const online = useChat((chat) => chat.online);
  return (
    <OnlinePeople
      users={Object.values(users)}
      myId={myId}
      online={online}
      onMessage={async (id) => onOpen(await openDirectMessage(id === myId ? [] : [id]))}
    />
  );
}
