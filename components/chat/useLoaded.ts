import { useCallback, useEffect, useState } from 'react';

/**
 * What a question brings, asked anew when `about` is another. What was there stays until the next is.
 * @param ask the same function as long as it asks the same
 */
export function useLoaded<T>(ask: () => Promise<T>, about: unknown) {
  const [loaded, setLoaded] = useState<T | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn is a wish to try again
  useEffect(() => {
    let isCurrent = true;
    setProblem(null);
    ask().then(
      (answer) => isCurrent && setLoaded(answer),
      (error) => isCurrent && setProblem(error instanceof Error ? error.message : 'This could not be loaded'),
    );
    return () => {
      isCurrent = false;
    };
  }, [ask, about, turn]);

  return { loaded, problem, load: useCallback(() => setTurn((before) => before + 1), []) };
}
