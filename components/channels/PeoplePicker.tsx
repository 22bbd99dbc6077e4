import { useState } from 'react';
import { Avatar } from '#components/ui/Avatar';
import { TextField } from '#components/ui/TextField';
import type { User } from '#lib/contracts/sync';
import { fold } from '#lib/fold';

interface PeoplePickerProps {
  label: string;
  people: readonly User[];
  chosen: readonly string[];
  /** No more than these can be chosen. */
  most: number;
  onChange: (chosen: readonly string[]) => void;
}

/** A list of checkboxes that is narrowed by typing: nothing to learn, for keyboard and screen reader alike. */
export function PeoplePicker({ label, people, chosen, most, onChange }: PeoplePickerProps) {
  const [query, setQuery] = useState('');
  const found = people.filter(({ name, email }) => matches(query, `${name} ${email}`));
  const isFull = chosen.length >= most;
  return (
    <div className="grid gap-2">
      <TextField
        label={label}
        type="search"
        value={query}
        onChange={({ target }) => setQuery(target.value)}
        placeholder="Name or e-mail"
        autoComplete="off"
        autoFocus
      />
      <ul aria-label="People" className="grid max-h-64 gap-0.5 overflow-y-auto">
        {found.map(({ id, name }) => {
          const isChosen = chosen.includes(id);
          return (
            <li key={id}>
              <label className="flex min-h-10 cursor-pointer items-center gap-2.5 rounded-lg px-2 hover:bg-hover has-checked:bg-soft has-disabled:opacity-60 pointer-coarse:min-h-11">
                <input
                  type="checkbox"
                  checked={isChosen}
                  disabled={!isChosen && isFull}
                  onChange={() => onChange(isChosen ? chosen.filter((one) => one !== id) : [...chosen, id])}
                />
                <Avatar id={id} name={name} size="small" />
                <bdi className="truncate">{name}</bdi>
              </label>
            </li>
          );
        })}
      </ul>
      <p role="status" className={found.length === 0 || isFull ? 'text-muted text-sm' : 'sr-only'}>
        {statusOf(found.length, chosen.length, isFull)}
      </p>
    </div>
  );
}

function statusOf(found: number, chosen: number, isFull: boolean): string {
  if (found === 0) return 'Nobody is called that.';
  return isFull ? `${chosen} are as many as there can be.` : `${chosen} chosen`;
}

/** Without regard to case and accents: who looks for Sofia finds Sofía. */
function matches(query: string, text: string): boolean {
  return fold(text).includes(fold(query.trim()));
}
