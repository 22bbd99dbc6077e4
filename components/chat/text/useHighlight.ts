import { useEffect, useMemo, useState } from 'react';
import type { CodePart } from './highlight.ts';

type Highlight = typeof import('./highlight.ts')['highlight'];

let highlight: Highlight | null = null;

/** The parts of a code; null while they are not known, and when they never will be. */
export function useHighlight(language: string, code: string): readonly CodePart[] | null {
  const [isHere, setHere] = useState(highlight !== null);
  const isWanted = language !== '' && !isHere;

  useEffect(() => {
    if (!isWanted) return;
    let isGone = false;
    import('./highlight.ts').then(
      (loaded) => {
        highlight = loaded.highlight;
        if (!isGone) setHere(true);
      },
      // offline: it is readable without
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [isWanted]);

  return useMemo(
    () => (isHere && language !== '' ? (highlight?.(language, code) ?? null) : null),
    [isHere, language, code],
  );
}
