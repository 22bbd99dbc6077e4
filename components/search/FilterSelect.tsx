import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';

interface FilterSelectProps {
  label: string;
  value: string;
  /** Whether it narrows the search. */
  isSet: boolean;
  onChange: (value: string) => void;
  /** Its `<option>`s. */
  children: ReactNode;
}

/** A list to choose from that says at a glance what it is set to. The browser's own, for every keyboard and finger. */
export function FilterSelect({ label, value, isSet, onChange, children }: FilterSelectProps) {
  return (
    <label className={`${PILL} relative ps-3 ${isSet ? SET : ''}`}>
      <span className={isSet ? '' : 'text-muted'}>{label}</span>
      <select
        // its label would be read with all the options
        aria-label={label}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className="field-sizing-content max-w-44 self-stretch appearance-none truncate rounded-full bg-transparent ps-1.5 pe-7 font-medium"
      >
        {children}
      </select>
      <ChevronDown aria-hidden="true" className="pointer-events-none absolute end-2.5 size-3.5 text-muted" />
    </label>
  );
}

export const PILL =
  'inline-flex min-h-8 shrink-0 items-center rounded-full border border-edge bg-raised text-sm transition-colors hover:bg-hover pointer-coarse:min-h-11';
export const SET = 'border-accent! bg-soft!';
