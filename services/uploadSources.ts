/** What is about a file that is uploaded here and cannot be shown: its bytes, and that this tab is the one that has them. */
import { chatStore } from './chatStore.ts';
import { post } from './outbox.ts';
import { holdUpload } from './uploadLocks.ts';
import { changeUpload, uploadStore } from './uploadStore.ts';

interface Source {
  file: File;
  cancel: AbortController;
  /** Lets the other tabs know that nothing is uploaded here any more. */
  release: () => void;
}

const sources = new Map<string, Source>();

export function keepSource(id: string, file: File): void {
  sources.set(id, { file, cancel: new AbortController(), release: holdUpload(id) });
}

export function sourceOf(id: string): Source | undefined {
  return sources.get(id);
}

/** It is whole, or nobody wants it any more. */
export function dropUpload(id: string): void {
  const source = sources.get(id);
  source?.cancel.abort();
  source?.release();
  sources.delete(id);
  uploadStore.setState(({ byId }) => {
    const { [id]: _, ...others } = byId;
    return { byId: others };
  });
}

/** Trying again by itself would change nothing: whoever picked it decides, and its message fails with it. */
export function failUpload(id: string, reason: string): void {
  const upload = uploadStore.getState().byId[id];
  if (!upload) return;
  changeUpload(id, { hasFailed: true, reason });
  const item = chatStore.getState().pending.find((waiting) => waiting.id === upload.messageId);
  if (item) post({ ...item, state: 'failed', reason: `“${upload.file.name}” was not uploaded: ${reason}` });
}
