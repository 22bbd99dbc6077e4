import { useRef, useState } from 'react';

/** Runs one request at a time and keeps the sentence of the last one that failed. */
export function useSubmit() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isRunning = useRef(false);

  async function submit(run: () => Promise<void>): Promise<void> {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await run();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'Something went wrong. Please try again.');
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  }

  return { isBusy, problem, setProblem, submit };
}
