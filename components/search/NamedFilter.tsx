import { FilterSelect } from './FilterSelect.tsx';
import { type FilterOption, optionNamed } from './options.ts';

interface NamedFilterProps {
  label: string;
  /** What stands for no filter. */
  any: string;
  options: readonly FilterOption[];
  /** What the typed filters say. */
  typed: readonly string[];
  onChange: (value: string | null) => void;
}

/** Somebody or somewhere. What was typed by hand and is none of the options is shown as it was typed. */
export function NamedFilter({ label, any, options, typed, onChange }: NamedFilterProps) {
  const [first] = typed;
  const chosen = first !== undefined && typed.length === 1 ? optionNamed(options, first) : undefined;
  const isByHand = typed.length > 0 && !chosen;
  return (
    <FilterSelect
      label={label}
      isSet={typed.length > 0}
      value={chosen?.id ?? (isByHand ? BY_HAND : '')}
      onChange={(id) => onChange(options.find((option) => option.id === id)?.value ?? null)}
    >
      <option value="">{any}</option>
      {isByHand && <option value={BY_HAND}>{typed.join(' or ')}</option>}
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.label}
        </option>
      ))}
    </FilterSelect>
  );
}

const BY_HAND = 'typed';
