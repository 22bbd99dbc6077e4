import { useEffect } from 'react';
import { Button } from '#components/ui/Button';
import type { Message } from '#lib/contracts/messages';
import { changesText, type EditStanding, standingOf } from '#lib/edits';
import {
  changeEdit,
  dropEdit,
  keepMine,
  leaveEdit,
  noteNamed,
  type OpenEdit,
  saveEdit,
  takeFocusWish,
} from '#services/edits';
import { EditMessage } from './EditMessage.tsx';
import { useAskFirst } from './writing/useAskFirst.tsx';

interface MessageEditProps {
  edit: OpenEdit;
  message: Message;
  /** The field is closed: the focus goes back to where it came from. */
  onClose: () => void;
  onResume: () => void;
  /** Puts a text into the composer. */
  onRescue: (text: string) => void;
}

/** The edit of a message, as far as its author has come with it. Loaded when the first begins. */
export default function MessageEdit(props: MessageEditProps) {
  const { edit, message, onClose } = props;
  const { id, channelId, content } = message;
  const standing = standingOf(edit, message);
  const { dialog, askOrSend } = useAskFirst({ channelId, send: save, verb: 'Save' });
  const isIdle = edit.state === 'writing' && standing !== 'clear' && !changesText(edit);

  // nobody has written anything: there is nothing to ask
  useEffect(() => {
    if (isIdle) dropEdit(id);
  }, [isIdle, id]);

  function save() {
    if (standing === 'conflict') keepMine(message);
    else void saveEdit(id);
    onClose();
  }

  if (edit.state === 'saving' || isIdle) return null;
  return (
    <>
      {dialog}
      <Stage {...props} standing={standing} onSave={() => void askOrSend(edit.content, content)} />
    </>
  );
}

interface StageProps extends MessageEditProps {
  standing: EditStanding;
  onSave: () => void;
}

function Stage({ edit, message, standing, onSave, onClose, onResume, onRescue }: StageProps) {
  const { id } = message;

  function close(how: (id: string) => void) {
    how(id);
    onClose();
  }

  function rescue() {
    onRescue(edit.content);
    dropEdit(id);
  }

  if (standing === 'deleted') {
    return (
      <Collision
        sentence="This message was deleted while you were editing it. Your text:"
        text={edit.text}
        choices={[
          { label: 'Put into the composer', act: rescue },
          { label: 'Copy', act: () => void navigator.clipboard.writeText(edit.text) },
          { label: 'Discard', act: () => close(dropEdit) },
        ]}
      />
    );
  }
  if (standing === 'conflict') {
    return (
      <Collision
        sentence="This message was changed meanwhile, as it stands above. Your text:"
        text={edit.text}
        choices={[
          { label: 'Keep mine', act: onSave },
          { label: 'Take theirs', act: () => close(dropEdit) },
        ]}
      />
    );
  }
  if (edit.state === 'resting') {
    return (
      <p className="flex flex-wrap items-center gap-2 text-muted text-sm">
        You have not finished editing this.
        <Button look="quiet" onClick={onResume}>
          Go on
        </Button>
        <Button look="quiet" onClick={() => close(dropEdit)}>
          Discard
        </Button>
      </p>
    );
  }
  return (
    <EditMessage
      written={edit}
      channelId={message.channelId}
      problem={edit.problem}
      takesFocus={() => takeFocusWish(id)}
      onChange={(text, caret) => changeEdit(id, text, caret)}
      onChoose={(chosen) => noteNamed(id, chosen)}
      onSubmit={onSave}
      onCancel={() => close(leaveEdit)}
    />
  );
}

interface CollisionProps {
  sentence: string;
  text: string;
  choices: readonly { label: string; act: () => void }[];
}

/** What somebody wrote met what has become of the message: both are shown, and nothing is lost. */
function Collision({ sentence, text, choices }: CollisionProps) {
  return (
    <div role="alert" className="my-1 grid gap-2 rounded-lg border border-edge bg-raised px-3 py-2.5">
      <p className="text-sm">{sentence}</p>
      <p
        dir="auto"
        className="message-line max-h-40 overflow-y-auto border-accent border-s-2 ps-3 wrap-anywhere"
      >
        {text}
      </p>
      <div className="flex flex-wrap gap-2 text-sm">
        {choices.map(({ label, act }) => (
          <Button key={label} onClick={act}>
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
}
