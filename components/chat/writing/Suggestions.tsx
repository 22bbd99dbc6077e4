import { Suspense } from 'react';
import { lazyLater } from '../../state/lazyLater.ts';
import type { SuggestionList } from './useSuggestions.ts';

const SuggestionOptions = lazyLater(() => import('./SuggestionOptions.tsx'));

/** Above the field, over what is there: opening it moves nothing. */
export function Suggestions({ list }: { list: SuggestionList | null }) {
  return (
    <>
      {list && (
        <Suspense>
          <SuggestionOptions list={list} />
        </Suspense>
      )}
      <p aria-live="polite" className="sr-only">
        {list && countOf(list)}
      </p>
    </>
  );
}

function countOf({ suggestions }: SuggestionList): string {
  return suggestions.length === 1 ? '1 suggestion' : `${suggestions.length} suggestions`;
}
