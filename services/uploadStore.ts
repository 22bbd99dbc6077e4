/** Files on their way to the server. Apart from `uploads.ts`, which brings them there and is loaded with the first one. */
import { createStore } from 'zustand/vanilla';
import type { Attachment } from '#lib/contracts/messages';

export interface Upload {
  /** What is known of it so far; its type is what the browser thinks. */
  readonly file: Attachment;
  /** The draft where it began: it goes nowhere else. */
  readonly draftKey: string;
  /** The message that waits for it; null while it is in the composer. */
  readonly messageId: string | null;
  /** Bytes that have left. */
  readonly sent: number;
  /** True when trying again by itself would change nothing. */
  readonly hasFailed: boolean;
  /** Why it failed, or has to wait, as a sentence. */
  readonly reason: string | null;
}

interface Uploads {
  /** By the file's id. */
  readonly byId: Readonly<Record<string, Upload>>;
  /** By draft, what could not be taken and why. */
  readonly problems: Readonly<Record<string, readonly string[]>>;
  /** Object URLs by the file's id: what a picture looks like, for as long as the page is open. */
  readonly previews: Readonly<Record<string, string>>;
}

export const uploadStore = createStore<Uploads>(() => ({ byId: {}, problems: {}, previews: {} }));

export function isUploading(fileId: string): boolean {
  return uploadStore.getState().byId[fileId] !== undefined;
}

/** The files of a draft that are on their way, in the order in which they were picked: ids sort like that. */
export function uploadsIn({ byId }: Pick<Uploads, 'byId'>, draftKey: string): Upload[] {
  return Object.values(byId)
    .filter((upload) => upload.draftKey === draftKey && upload.messageId === null)
    .sort((a, b) => (a.file.id < b.file.id ? -1 : 1));
}

/** Files go with a message that waits for them, or back to a draft. */
export function bindUploads(
  fileIds: readonly string[],
  to: Partial<Pick<Upload, 'messageId' | 'draftKey'>>,
): void {
  for (const id of fileIds) changeUpload(id, to);
}

export function changeUpload(fileId: string, change: Partial<Upload>): void {
  uploadStore.setState(({ byId }) => {
    const upload = byId[fileId];
    return upload ? { byId: { ...byId, [fileId]: { ...upload, ...change } } } : {};
  });
}

export function sayProblems(draftKey: string, problems: readonly string[]): void {
  uploadStore.setState((state) => ({ problems: { ...state.problems, [draftKey]: problems } }));
}
