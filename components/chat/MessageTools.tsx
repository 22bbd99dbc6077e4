import { Link, MailMinus, Pencil, Reply, SmilePlus, Trash2, Users } from 'lucide-react';
import { IconButton } from '#components/ui/IconButton';
import type { Message } from '#lib/contracts/messages';
import type { MessageActions } from './message-actions.ts';

interface MessageToolsProps {
  message: Message;
  isOwn: boolean;
  /** The team's owner may delete what others wrote. */
  isOwner: boolean;
  /** Nothing changes in a channel that is archived. */
  isArchived: boolean;
  actions: MessageActions;
  onReact: () => void;
}

export function MessageTools({ message, isOwn, isOwner, isArchived, actions, onReact }: MessageToolsProps) {
  return (
    <div className="absolute end-4 -top-3.5 z-2 flex rounded-lg border border-line bg-raised shadow-float">
      {!isArchived && <IconButton icon={SmilePlus} label="Add reaction" onClick={onReact} />}
      {!isArchived && (
        <IconButton
          icon={Reply}
          label={`Reply to ${message.senderName}`}
          onClick={() => actions.reply(message)}
        />
      )}
      {isOwn && !isArchived && (
        <IconButton icon={Pencil} label="Edit message" onClick={() => actions.edit(message)} />
      )}
      {message.reactions.length > 0 && (
        <IconButton icon={Users} label="Who reacted" onClick={() => actions.showReactions(message)} />
      )}
      <IconButton icon={Link} label="Copy link" onClick={() => actions.copyLink(message)} />
      {!isOwn && (
        <IconButton
          icon={MailMinus}
          label="Mark unread from here"
          onClick={() => actions.markUnread(message)}
        />
      )}
      {(isOwn || isOwner) && !isArchived && (
        <IconButton icon={Trash2} label="Delete message" onClick={() => actions.remove(message)} />
      )}
    </div>
  );
}
