/** Tells the tabs of a browser which files one of them still uploads: the browser ends that with the tab, however it ends. */
const nameOf = (fileId: string) => `team-chat:upload:${fileId}`;

/** This tab has a file's bytes. @returns says that it has them no more */
export function holdUpload(fileId: string): () => void {
  if (!('locks' in navigator)) return () => undefined;
  const { promise, resolve } = Promise.withResolvers<void>();
  // where the browser refuses, the other tabs wait for nothing, and take what comes
  navigator.locks.request(nameOf(fileId), () => promise).catch(() => undefined);
  return resolve;
}

/** Resolves when no tab uploads a file any more: it is whole, or the tab is gone. */
export async function uploadEnded(fileId: string): Promise<void> {
  if (!('locks' in navigator)) return;
  await navigator.locks.request(nameOf(fileId), () => undefined).catch(() => undefined);
}
