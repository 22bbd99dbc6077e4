import { Search } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { Button } from '#components/ui/Button';
import { SEARCH_MAX } from '#lib/search/query';

/** What browsers give as `keyCode` of a key that an input method has taken for itself. */
const TAKEN_BY_INPUT_METHOD = 229;

interface SearchFieldProps {
  typed: string;
  field: Ref<HTMLInputElement>;
  onType: (typed: string) => void;
  onSubmit: () => void;
}

export function SearchField({ typed, field, onType, onSubmit }: SearchFieldProps) {
  return (
    <search>
      <form
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <div className="relative min-w-0 flex-1">
          <Search
            aria-hidden="true"
            className="-translate-y-1/2 pointer-events-none absolute start-3 top-1/2 size-4.5 text-muted"
          />
          <input
            ref={field}
            type="search"
            aria-label="Search messages"
            placeholder="Search messages"
            enterKeyHint="search"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={SEARCH_MAX}
            dir="auto"
            value={typed}
            onChange={({ target }) => onType(target.value)}
            onKeyDown={keepFromInputMethod}
            className="field-text min-h-11 w-full rounded-lg border border-edge bg-raised ps-10 pe-3 [&::-webkit-search-cancel-button]:grayscale"
          />
        </div>
        <Button type="submit" look="primary" className="min-h-11">
          Search
        </Button>
      </form>
    </search>
  );
}

/** The Enter that ends a composition does not search for half a word. */
function keepFromInputMethod(event: KeyboardEvent) {
  const { isComposing, keyCode } = event.nativeEvent;
  if (event.key === 'Enter' && (isComposing || keyCode === TAKEN_BY_INPUT_METHOD)) event.preventDefault();
}
