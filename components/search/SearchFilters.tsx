import type { LucideIcon } from 'lucide-react';
import { AtSign, Link2, Plus } from 'lucide-react';
import { isSame, replaceFilters } from '#lib/search/edit';
import { parseSearch, type SearchFilter } from '#lib/search/query';
import { DateFilter } from './DateFilter.tsx';
import { PILL, SET } from './FilterSelect.tsx';
import { NamedFilter } from './NamedFilter.tsx';
import type { FilterOption } from './options.ts';

interface SearchFiltersProps {
  /** The search as it stands in its field: the only place where filters are kept. */
  typed: string;
  people: readonly FilterOption[];
  places: readonly FilterOption[];
  /** The conversation that the search was opened from. */
  hereId: string | undefined;
  onChange: (typed: string) => void;
}

/** What the typed filters say, as controls, and the other way round. What is left out (`-from:`) is only ever typed. */
export function SearchFilters({ typed, people, places, hereId, onChange }: SearchFiltersProps) {
  const filters = parseSearch(typed).filters.filter(({ isWithout }) => !isWithout);
  const valuesOf = (name: SearchFilter['name']) =>
    filters.filter((filter) => filter.name === name).map(({ value }) => value);
  const dates = filters.filter(({ name }) => name === 'on' || name === 'after' || name === 'before');
  const here = valuesOf('in').length === 0 ? places.find(({ id }) => id === hereId) : undefined;

  function setNamed(name: 'from' | 'in', value: string | null) {
    const isReplaced = (filter: SearchFilter) => filter.name === name && !filter.isWithout;
    onChange(replaceFilters(typed, isReplaced, value === null ? null : { name, value, isWithout: false }));
  }

  function setDate(old: SearchFilter | null, next: SearchFilter | null) {
    onChange(replaceFilters(typed, (filter) => old !== null && isSame(filter, old), next));
  }

  function toggle(name: 'has' | 'mentions', value: string, isOn: boolean) {
    const isReplaced = (filter: SearchFilter) => filter.name === name && filter.value === value;
    onChange(replaceFilters(typed, isReplaced, isOn ? { name, value, isWithout: false } : null));
  }

  return (
    // on a phone one line to swipe along: what was found begins above the fold
    <fieldset className="flex min-w-0 items-center gap-2 py-1 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:[scrollbar-width:none] sm:flex-wrap">
      <legend className="sr-only">Filters</legend>
      <NamedFilter
        label="From"
        any="Anyone"
        options={people}
        typed={valuesOf('from')}
        onChange={(value) => setNamed('from', value)}
      />
      <NamedFilter
        label="In"
        any="Anywhere"
        options={places}
        typed={valuesOf('in')}
        onChange={(value) => setNamed('in', value)}
      />
      {(dates.length > 0 ? dates : [null]).map((date, index) => (
        <DateFilter
          // biome-ignore lint/suspicious/noArrayIndexKey: a date that is changed keeps its field, and the focus
          key={index}
          filter={date}
          onChange={(next) => setDate(date, next)}
        />
      ))}
      <Toggle
        icon={Link2}
        label="Has link"
        isOn={valuesOf('has').includes('link')}
        onToggle={(isOn) => toggle('has', 'link', isOn)}
      />
      <Toggle
        icon={AtSign}
        label="Mentions me"
        isOn={valuesOf('mentions').includes('me')}
        onToggle={(isOn) => toggle('mentions', 'me', isOn)}
      />
      {here && (
        <button
          type="button"
          onClick={() => setNamed('in', here.value)}
          className={`${PILL} gap-1.5 border-dashed px-3 text-accent`}
        >
          <Plus aria-hidden="true" className="size-3.5" />
          <span className="max-w-44 truncate">Only in {here.label}</span>
        </button>
      )}
    </fieldset>
  );
}

interface ToggleProps {
  icon: LucideIcon;
  label: string;
  isOn: boolean;
  onToggle: (isOn: boolean) => void;
}

function Toggle({ icon: Icon, label, isOn, onToggle }: ToggleProps) {
  return (
    <label
      className={`${PILL} relative gap-1.5 px-3 has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 ${isOn ? `${SET} font-medium` : ''}`}
    >
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ target }) => onToggle(target.checked)}
        className="absolute inset-0 cursor-pointer opacity-0 forced-colors:static forced-colors:opacity-100"
      />
      <Icon aria-hidden="true" className="size-3.5 text-muted" />
      {label}
    </label>
  );
}
