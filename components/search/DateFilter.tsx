import { useEffect, useEffectEvent, useState } from 'react';
import { isWritable } from '#lib/search/edit';
import type { SearchFilter } from '#lib/search/query';
import { FilterSelect, PILL, SET } from './FilterSelect.tsx';
import { dayOf } from './when.ts';

const KINDS = { on: 'On', after: 'After', before: 'Before' } as const;
type Kind = keyof typeof KINDS;

/** Milliseconds after which a date counts as typed: until then it may be a year like 0002. */
const TYPED_AFTER = 600;

interface DateFilterProps {
  /** Null while the search is of any time. */
  filter: SearchFilter | null;
  onChange: (filter: SearchFilter | null) => void;
}

export function DateFilter({ filter, onChange }: DateFilterProps) {
  function choose(kind: string) {
    const name = isKind(kind) ? kind : null;
    onChange(name && { name, value: filter?.value ?? dayOf(new Date()), isWithout: false });
  }
  return (
    <>
      <FilterSelect label="Date" isSet={filter !== null} value={filter?.name ?? ''} onChange={choose}>
        <option value="">Any time</option>
        {Object.entries(KINDS).map(([kind, label]) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </FilterSelect>
      {filter && (
        <DayField
          label={isKind(filter.name) ? `${KINDS[filter.name]} this day` : ''}
          day={filter.value}
          onChange={(value) => onChange({ ...filter, value })}
        />
      )}
    </>
  );
}

function DayField({ label, day, onChange }: { label: string; day: string; onChange: (day: string) => void }) {
  const [written, setWritten] = useState(day);
  const [known, setKnown] = useState(day);
  if (known !== day) {
    setKnown(day);
    setWritten(day);
  }

  const commit = useEffectEvent(() => {
    if (isWritable({ name: 'on', value: written, isWithout: false })) onChange(written);
  });
  useEffect(() => {
    if (written === day) return;
    const timer = setTimeout(commit, TYPED_AFTER);
    return () => clearTimeout(timer);
  }, [written, day]);

  return (
    <input
      type="date"
      aria-label={label}
      max="9999-12-31"
      value={written}
      onChange={({ target }) => setWritten(target.value)}
      onBlur={() => written === '' && setWritten(day)}
      className={`${PILL} ${SET} px-3 font-medium`}
    />
  );
}

function isKind(name: string): name is Kind {
  return name in KINDS;
}
