import type { Message } from '#lib/contracts/messages';
import { useChat } from '../state/useChat.ts';
import { useReactions } from './useReactions.ts';

/** Everybody who reacted, by emoji: where nothing can be pointed at, a press on a reaction is one's own. */
export default function WhoReacted({ message }: { message: Message }) {
  const users = useChat((chat) => chat.users);
  const myId = useChat((chat) => chat.me?.id ?? '');
  // as it is now, and not as it was when this was opened
  const known = useChat(({ timelines }) => timelines[message.channelId]?.known);
  const reactions = useReactions(known?.find(({ id }) => id === message.id) ?? message, myId);
  if (reactions.length === 0) return <p className="text-muted">There are no reactions any more.</p>;
  return (
    <ul className="grid gap-3">
      {reactions.map(({ emoji, userIds }) => (
        <li key={emoji} className="grid grid-cols-[2rem_minmax(0,1fr)] gap-x-2">
          <span className="text-xl">{emoji}</span>
          <ul className="pt-0.5">
            {userIds.map((id) => (
              <li key={id} className="wrap-anywhere">
                <bdi>{users[id]?.name ?? 'former member'}</bdi>
                {id === myId && <span className="text-muted"> (you)</span>}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
