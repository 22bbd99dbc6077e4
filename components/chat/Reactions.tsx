import { SmilePlus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Message, Reaction } from '#lib/contracts/messages';
import { setReaction } from '#services/reactions';
import { useChat } from '../state/useChat.ts';
import { namesOf } from './names.ts';
import { useReactions } from './useReactions.ts';

interface ReactionsProps {
  message: Message;
  myId: string;
  isArchived: boolean;
  onAdd: () => void;
}

/** Who feels what about a message. Pressed: oneself does. */
export function Reactions({ message, myId, isArchived, onAdd }: ReactionsProps) {
  const reactions = useReactions(message, myId);
  if (reactions.length === 0) return null;
  return (
    <ul aria-label="Reactions" className="mt-1 mb-0.5 flex flex-wrap gap-1">
      {reactions.map((reaction) => (
        <li key={reaction.emoji}>
          <Chip
            reaction={reaction}
            isMine={reaction.userIds.includes(myId)}
            isDisabled={isArchived}
            onToggle={(on) => setReaction(message.id, reaction.emoji, on)}
          />
        </li>
      ))}
      {!isArchived && (
        <li>
          <button
            type="button"
            aria-label="Add reaction here"
            title="Add reaction"
            onClick={onAdd}
            className="grid h-7 min-w-9 place-items-center rounded-full border border-line text-muted transition-colors hover:bg-soft hover:text-ink pointer-coarse:h-10 pointer-coarse:min-w-11"
          >
            <SmilePlus aria-hidden="true" className="size-4" />
          </button>
        </li>
      )}
    </ul>
  );
}

interface ChipProps {
  reaction: Reaction;
  isMine: boolean;
  isDisabled: boolean;
  onToggle: (on: boolean) => void;
}

function Chip({ reaction: { emoji, userIds }, isMine, isDisabled, onToggle }: ChipProps) {
  const users = useChat((chat) => chat.users);
  const names = namesOf(userIds.map((id) => users[id]?.name ?? 'former member'));
  const tip = useRef<HTMLSpanElement>(null);
  const [sides, setSides] = useState('');
  const placeTip = () => tip.current && setSides(sidesWithRoom(tip.current));
  return (
    <button
      type="button"
      onPointerEnter={placeTip}
      onFocus={placeTip}
      aria-pressed={isMine}
      aria-label={`${emoji} ${names}`}
      aria-disabled={isDisabled || undefined}
      onClick={() => !isDisabled && onToggle(!isMine)}
      className={`group/chip relative inline-flex h-7 items-center gap-1.5 rounded-full border px-2 text-sm tabular-nums transition-colors pointer-coarse:h-10 pointer-coarse:px-3 ${isMine ? 'border-accent bg-soft font-medium text-ink' : 'border-line bg-raised text-muted hover:border-edge hover:text-ink'}`}
    >
      <span aria-hidden="true" className="text-base">
        {emoji}
      </span>
      <span aria-hidden="true">{userIds.length}</span>
      <span
        ref={tip}
        aria-hidden="true"
        className={`pointer-events-none invisible absolute z-3 my-1 w-max max-w-60 rounded-lg border border-line bg-raised px-2.5 py-1.5 text-start font-normal text-ink shadow-float group-hover/chip:visible group-focus-visible/chip:visible ${sides || ABOVE}`}
      >
        <bdi>{names}</bdi>
      </span>
    </button>
  );
}

const ABOVE = 'start-0 bottom-full';
/** CSS pixels between a chip and its tip, and between that and the edge of the list. */
const TIP_GAP = 8;

/** Above and from the chip's start on, unless the list cuts it off there. */
function sidesWithRoom(tip: HTMLElement): string {
  const chip = tip.parentElement?.getBoundingClientRect();
  const list = tip.closest('[role="log"]')?.getBoundingClientRect();
  if (!chip || !list) return ABOVE;
  const { width, height } = tip.getBoundingClientRect();
  const isLeftToRight = getComputedStyle(tip).direction === 'ltr';
  const roomAcross = isLeftToRight ? list.right - chip.left : chip.right - list.left;
  const across = roomAcross < width + TIP_GAP ? 'end-0' : 'start-0';
  return `${across} ${chip.top - list.top < height + TIP_GAP ? 'top-full' : 'bottom-full'}`;
}
