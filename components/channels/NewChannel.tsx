import { type FormEvent, useId, useState } from 'react';
import { Button } from '#components/ui/Button';
import { TextField } from '#components/ui/TextField';
import { CHANNEL_NAME_MAX, nameProblem, normaliseName } from '#lib/channels/names';
import { createChannel } from '#services/channels';
import { useSubmit } from '../ui/useSubmit.ts';
import { DialogFrame } from './DialogFrame.tsx';

interface NewChannelProps {
  onClose: () => void;
  /** @param id of the channel that is there now */
  onOpen: (id: string) => void;
}

export function NewChannel({ onClose, onOpen }: NewChannelProps) {
  const [name, setName] = useState('');
  const [isPrivate, setPrivate] = useState(false);
  const { isBusy, problem, setProblem, submit } = useSubmit();
  const problemId = useId();

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const wrong = nameProblem(normaliseName(name));
    if (wrong) return setProblem(wrong);
    void submit(async () => onOpen(await createChannel({ kind: isPrivate ? 'private' : 'public', name })));
  }

  return (
    <DialogFrame title="New channel" onClose={onClose}>
      <form onSubmit={handleSubmit} className="grid gap-4">
        <TextField
          label="Name"
          value={name}
          onChange={({ target }) => {
            setName(target.value.replaceAll(' ', '-'));
            setProblem(null);
          }}
          maxLength={2 * CHANNEL_NAME_MAX}
          hint="Letters, digits, - and _"
          problemId={problem ? problemId : null}
          autoComplete="off"
          autoFocus
        />
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 font-medium text-sm">Who can read it</legend>
          <Choice isChosen={!isPrivate} onChoose={() => setPrivate(false)} name="Public">
            Everybody on the team can find and join it.
          </Choice>
          <Choice isChosen={isPrivate} onChoose={() => setPrivate(true)} name="Private">
            Only who is invited knows that it is there.
          </Choice>
        </fieldset>
        <p id={problemId} role="alert" className={problem ? 'text-danger text-sm' : 'hidden'}>
          {problem}
        </p>
        <Button type="submit" look="primary" disabled={isBusy}>
          Create channel
        </Button>
      </form>
    </DialogFrame>
  );
}

interface ChoiceProps {
  isChosen: boolean;
  onChoose: () => void;
  name: string;
  children: string;
}

function Choice({ isChosen, onChoose, name, children }: ChoiceProps) {
  const textId = useId();
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3 rounded-lg border border-edge px-3 py-2 has-checked:border-accent has-checked:bg-soft">
      <input
        type="radio"
        name="kind"
        checked={isChosen}
        onChange={onChoose}
        aria-label={name}
        aria-describedby={textId}
        className="mt-1"
      />
      <span>
        <span className="block font-medium">{name}</span>
        <span id={textId} className="block text-muted text-sm">
          {children}
        </span>
      </span>
    </label>
  );
}
