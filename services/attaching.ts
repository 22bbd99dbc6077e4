/**
 * What somebody does with the files of a draft. They are known in the moment in which they are picked, so that no message leaves without
 * them; what brings them to the server is loaded after the page.
 */
import { v7 as uuidv7 } from 'uuid';
import { cleanFileName } from '#lib/attachments/file-name';
import { ATTACHMENTS_MAX } from '#lib/attachments/limits';
import { sortOut } from '#lib/attachments/sort-out';
import type { Attachment } from '#lib/contracts/messages';
import { chatStore } from './chatStore.ts';
import { saveDescription } from './descriptions.ts';
import { changeDraft, personOf, readDraft } from './drafts.ts';
import { firstLoadEnded } from './firstLoad.ts';
import { dropUpload, failUpload, keepSource } from './uploadSources.ts';
import { changeUpload, sayProblems, type Upload, uploadStore, uploadsIn } from './uploadStore.ts';

type Uploads = typeof import('./uploads.ts');
const loadUploads = (): Promise<Uploads> => import('./uploads.ts');

// later there may be no network; what does not come now is asked for with the first file
void firstLoadEnded.then(loadUploads).catch(() => undefined);

chatStore.subscribe(({ me }, before) => {
  if (me?.id === before.me?.id) return;
  // nothing of who was here before is uploaded for whoever comes after
  for (const { file, draftKey } of Object.values(uploadStore.getState().byId))
    if (personOf(draftKey) !== me?.id) dropUpload(file.id);
});

// a message that failed with its files is tried again, in this tab or another: so are they
chatStore.subscribe(({ pending }, before) => {
  if (pending === before.pending) return;
  for (const { file, messageId, hasFailed } of Object.values(uploadStore.getState().byId)) {
    const stateIn = (items: typeof pending) => items.find(({ id }) => id === messageId)?.state;
    const isRetried = stateIn(before.pending) === 'failed' && stateIn(pending) === 'queued';
    if (hasFailed && isRetried) retryUpload(file.id);
  }
});

// a page that is closed loses what is not whole
uploadStore.subscribe(({ byId }) => {
  const isBusy = Object.values(byId).some(({ hasFailed }) => !hasFailed);
  if (isBusy) window.addEventListener('beforeunload', askBeforeLeaving);
  else window.removeEventListener('beforeunload', askBeforeLeaving);
});

function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** Takes files for a draft and begins to upload them. What cannot be taken is said. */
export function addFiles(draftKey: string, files: readonly File[]): void {
  const named = files.map((file) => ({ file, name: cleanFileName(file.name), size: file.size }));
  const { taken, problems } = sortOut(named, freeIn(draftKey));
  sayProblems(draftKey, problems);
  const ids = taken.map(({ file, name }) => take(draftKey, file, name));
  void withUploads(ids, ({ startUpload }) => ids.forEach(startUpload));
}

function freeIn(draftKey: string): number {
  const uploads = uploadsIn(uploadStore.getState(), draftKey);
  return ATTACHMENTS_MAX - readDraft(draftKey).attachments.length - uploads.length;
}

function take(draftKey: string, file: File, name: string): string {
  const id = uuidv7();
  const known: Attachment = {
    id,
    name,
    mimeType: file.type || 'application/octet-stream',
    size: file.size,
    width: null,
    height: null,
    alt: '',
    hasThumbnail: false,
  };
  const upload: Upload = { file: known, draftKey, messageId: null, sent: 0, hasFailed: false, reason: null };
  keepSource(id, file);
  uploadStore.setState(({ byId }) => ({ byId: { ...byId, [id]: upload } }));
  return id;
}

async function withUploads(fileIds: readonly string[], act: (uploads: Uploads) => void): Promise<void> {
  const uploads = await loadUploads().catch(() => null);
  if (uploads) act(uploads);
  else for (const id of fileIds) failUpload(id, 'The server cannot be reached');
}

/** Takes a file out of its draft, whole or not. */
export function removeFile(draftKey: string, fileId: string): void {
  dropUpload(fileId);
  const { attachments } = readDraft(draftKey);
  changeDraft(draftKey, { attachments: attachments.filter(({ id }) => id !== fileId) });
  sayProblems(draftKey, []);
}

/** Tries a file now that failed or waits. */
export function retryUpload(fileId: string): void {
  changeUpload(fileId, { hasFailed: false, reason: null });
  void withUploads([fileId], ({ tryNow, startUpload }) => {
    tryNow();
    startUpload(fileId);
  });
}

/** Says what a picture shows; what is still on its way says it when it is there. */
export function describeFile(draftKey: string, fileId: string, alt: string): void {
  const upload = uploadStore.getState().byId[fileId];
  if (upload) changeUpload(fileId, { file: { ...upload.file, alt } });
  const { attachments } = readDraft(draftKey);
  if (!attachments.some(({ id }) => id === fileId)) return;
  changeDraft(draftKey, {
    attachments: attachments.map((file) => (file.id === fileId ? { ...file, alt } : file)),
  });
  void saveDescription(fileId, alt);
}
