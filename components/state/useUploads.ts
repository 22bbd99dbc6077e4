import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { type Upload, uploadStore, uploadsIn } from '#services/uploadStore';

const NO_PROBLEMS: readonly string[] = [];

/** A file's way to the server; undefined once it is there, and for files of others. */
export function useUpload(fileId: string): Upload | undefined {
  return useStore(uploadStore, ({ byId }) => byId[fileId]);
}

/** The files of a draft that are on their way. */
export function useUploads(draftKey: string): readonly Upload[] {
  return useStore(
    uploadStore,
    useShallow((uploads) => uploadsIn(uploads, draftKey)),
  );
}

export function useUploadProblems(draftKey: string): readonly string[] {
  return useStore(uploadStore, ({ problems }) => problems[draftKey] ?? NO_PROBLEMS);
}

/** What a picture looks like that was picked here, before the server has it. */
export function usePreview(fileId: string): string | undefined {
  return useStore(uploadStore, ({ previews }) => previews[fileId]);
}
