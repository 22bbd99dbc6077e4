import { useCallback, useRef, useState } from 'react';

/** Loads older messages one page at a time. After a failure only the person asks again: a list must not hammer a server. */
export function useOlderMessages(hasOlder: boolean, load: () => Promise<void>) {
  const [hasFailed, setFailed] = useState(false);
  const isLoading = useRef(false);

  const loadNow = useCallback(async () => {
    if (isLoading.current) return;
    isLoading.current = true;
    setFailed(false);
    try {
      await load();
    } catch {
      setFailed(true);
    } finally {
      isLoading.current = false;
    }
  }, [load]);

  const loadOlder = useCallback(() => {
    if (hasOlder && !hasFailed) void loadNow();
  }, [hasOlder, hasFailed, loadNow]);

  return { hasFailed, loadOlder, retryOlder: loadNow };
}
