import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/Button';
import { DIRECT_PEOPLE_MAX } from '#lib/contracts/channels';
import type { User } from '#lib/contracts/sync';
import { openDirectMessage } from '#services/channels';
import { useSubmit } from '../ui/useSubmit.ts';
import { DialogFrame } from './DialogFrame.tsx';
import { PeoplePicker } from './PeoplePicker.tsx';

interface NewMessageProps {
  /** Everybody else of the team. */
  people: readonly User[];
  onClose: () => void;
  onOpen: (id: string) => void;
}

export function NewMessage({ people, onClose, onOpen }: NewMessageProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { isBusy, problem, submit } = useSubmit();

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (chosen.length > 0) void submit(async () => onOpen(await openDirectMessage([...chosen])));
  }

  return (
    <DialogFrame title="New message" onClose={onClose}>
      <form onSubmit={handleSubmit} className="grid gap-4">
        <PeoplePicker
          label="To"
          people={people}
          chosen={chosen}
          most={DIRECT_PEOPLE_MAX - 1}
          onChange={setChosen}
        />
        {problem && (
          <p role="alert" className="text-danger text-sm">
            {problem}
          </p>
        )}
        <Button type="submit" look="primary" disabled={isBusy || chosen.length === 0}>
          Open conversation
        </Button>
      </form>
    </DialogFrame>
  );
}
