/**
 * Brings files to the server: part by part, two files at a time, again and again while only the network is in the way. A file
 * belongs to the draft where it was picked, and goes on when its composer is not on screen.
 */
import { v7 as uuidv7 } from 'uuid';
import { cleanFileName } from '#lib/attachments/file-name';
import { ATTACHMENT_MAX_BYTES, ATTACHMENTS_MAX, partCountOf, partRange } from '#lib/attachments/limits';
import { retryDelay } from '#lib/backoff';
import type { Attachment } from '#lib/contracts/messages';
import { AppError } from '#lib/errors';
import { expireSession, isSignedOut } from './catchUp.ts';
import { chatStore } from './chatStore.ts';
import { changeDraft, personOf, readDraft } from './drafts.ts';
import { describeAttachment, uploadPiece } from './internalChatService.ts';
import { post } from './outbox.ts';
import { makePicture } from './picture.ts';
import { changeUpload, sayProblems, type Upload, uploadStore, uploadsIn } from './uploadStore.ts';

/** Files that are under way at a time. */
const AT_A_TIME = 2;

/** What is about a file and cannot be shown. */
interface Source {
  file: File;
  cancel: AbortController;
}
const sources = new Map<string, Source>();
/** Ids in the order in which they were picked. */
const queue: string[] = [];
let running = 0;
/** Ends all waiting for the next try. */
let wake = new AbortController();

window.addEventListener('online', () => tryNow());

chatStore.subscribe(({ session, me }, before) => {
  if (session === 'signed-in' && before.session !== 'signed-in') tryNow();
  // nothing of who was here before is uploaded for whoever comes after
  if (me?.id !== before.me?.id)
    for (const upload of uploads()) if (ownerOf(upload) !== me?.id) drop(upload.file.id);
});

/** Takes files for a draft and begins to upload them. What cannot be taken is said by name. */
export function addFiles(draftKey: string, files: readonly File[]): void {
  const free =
    ATTACHMENTS_MAX -
    readDraft(draftKey).attachments.length -
    uploadsIn(uploadStore.getState(), draftKey).length;
  const named = files.map((file) => ({ file, name: cleanFileName(file.name) }));
  const good = named.filter(({ file }) => file.size > 0 && file.size <= ATTACHMENT_MAX_BYTES);
  sayProblems(draftKey, [
    ...named.filter(({ file }) => file.size === 0).map(({ name }) => `“${name}” is empty`),
    ...named
      .filter(({ file }) => file.size > ATTACHMENT_MAX_BYTES)
      .map(({ name }) => `“${name}” is larger than ${MAX}`),
    ...good
      .slice(free)
      .map(({ name }) => `“${name}” is one file too many: a message has at most ${ATTACHMENTS_MAX}`),
  ]);
  for (const { file, name } of good.slice(0, Math.max(0, free))) begin(draftKey, file, name);
}

const MAX = `${ATTACHMENT_MAX_BYTES / 1024 / 1024} MB`;

function begin(draftKey: string, file: File, name: string): void {
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
  uploadStore.setState(({ byId }) => ({ byId: { ...byId, [id]: upload } }));
  sources.set(id, { file, cancel: new AbortController() });
  queue.push(id);
  pump();
}

/** Takes a file out of its draft, whole or not. */
export function removeFile(draftKey: string, fileId: string): void {
  drop(fileId);
  const { attachments } = readDraft(draftKey);
  changeDraft(draftKey, { attachments: attachments.filter(({ id }) => id !== fileId) });
}

/** Tries a file now that failed or waits. */
export function retryUpload(fileId: string): void {
  tryNow();
  if (!uploadStore.getState().byId[fileId]?.hasFailed) return;
  changeUpload(fileId, { hasFailed: false, reason: null });
  queue.push(fileId);
  pump();
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

function uploads(): Upload[] {
  return Object.values(uploadStore.getState().byId);
}

function ownerOf({ draftKey }: Upload): string {
  return personOf(draftKey);
}

function tryNow(): void {
  wake.abort();
  wake = new AbortController();
}

function drop(id: string): void {
  sources.get(id)?.cancel.abort();
  sources.delete(id);
  uploadStore.setState(({ byId }) => {
    const { [id]: _, ...others } = byId;
    return { byId: others };
  });
}

function pump(): void {
  while (running < AT_A_TIME) {
    const id = queue.shift();
    if (id === undefined) return;
    running += 1;
    void bring(id).finally(() => {
      running -= 1;
      pump();
    });
  }
}

async function bring(id: string): Promise<void> {
  const source = sources.get(id);
  if (!source) return;
  try {
    finish(id, await sendAll(id, source));
  } catch (error) {
    if (!source.cancel.signal.aborted) fail(id, error);
  }
}

async function sendAll(id: string, { file, cancel }: Source): Promise<Attachment> {
  const picture = await makePicture(file);
  if (picture) showPicture(id, file, picture);
  if (picture?.thumbnail)
    await persist(id, cancel.signal, () => sendPiece(id, 'thumbnail', picture.thumbnail ?? file, 0));
  const count = partCountOf(file.size);
  for (let part = 0; ; part += 1) {
    const { from, to } = partRange(file.size, part);
    const bytes = await read(file.slice(from, to));
    const whole = await persist(id, cancel.signal, () => sendPiece(id, part, bytes, from));
    if (whole) return whole;
    if (part >= count - 1) throw new Error('The server did not take the file');
  }
}

/** At once, so that a file that is not there any more says so, and is not taken for a network that is not there. */
async function read(slice: Blob): Promise<Blob> {
  try {
    return new Blob([await slice.arrayBuffer()]);
  } catch (cause) {
    throw new Error('The file cannot be read', { cause });
  }
}

function showPicture(
  id: string,
  file: File,
  { width, height, thumbnail }: { width: number; height: number; thumbnail: Blob | null },
): void {
  const upload = uploadStore.getState().byId[id];
  if (!upload) return;
  const url = URL.createObjectURL(thumbnail ?? file);
  uploadStore.setState(({ previews }) => ({ previews: { ...previews, [id]: url } }));
  changeUpload(id, { file: { ...upload.file, width, height, hasThumbnail: thumbnail !== null } });
}

function sendPiece(id: string, piece: number | 'thumbnail', bytes: Blob, from: number) {
  const upload = uploadStore.getState().byId[id];
  const source = sources.get(id);
  if (!upload || !source) throw new DOMException('Cancelled', 'AbortError');
  const { name, size } = upload.file;
  return uploadPiece({ userId: ownerOf(upload), id, name, size, piece }, bytes, {
    signal: source.cancel.signal,
    onProgress: (sent) => piece !== 'thumbnail' && changeUpload(id, { sent: from + sent }),
  });
}

/** Tries until the server has taken it or refused it. */
async function persist<T>(id: string, signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      const result = await attempt();
      changeUpload(id, { reason: null });
      return result;
    } catch (error) {
      if (signal.aborted || isRefusal(error)) throw error;
      if (isSignedOut(error)) expireSession();
      changeUpload(id, { reason: reasonOf(error) });
      const retryAfter = error instanceof AppError ? error.retryAfter : undefined;
      await pause(retryDelay(attempts, Math.random(), retryAfter), signal);
    }
  }
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof AppError && error.status < 500 && error.code !== 'rate_limited' && !isSignedOut(error)
  );
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = AbortSignal.any([signal, wake.signal]);
  const timer = setTimeout(resolve, milliseconds);
  stop.addEventListener('abort', () => {
    clearTimeout(timer);
    if (signal.aborted) reject(signal.reason);
    else resolve();
  });
  return promise;
}

function finish(id: string, whole: Attachment): void {
  const upload = uploadStore.getState().byId[id];
  if (!upload) return;
  const { alt } = upload.file;
  drop(id);
  if (alt !== '') void saveDescription(id, alt);
  const file = { ...whole, alt };
  if (upload.messageId === null) tellDraft(upload.draftKey, file);
  else tellMessage(upload.messageId, file);
}

function tellDraft(draftKey: string, file: Attachment): void {
  const { attachments } = readDraft(draftKey);
  const all = [...attachments, file].sort((a, b) => (a.id < b.id ? -1 : 1));
  changeDraft(draftKey, { attachments: all });
}

/** A file of a message is there: with the last one the message goes. */
function tellMessage(messageId: string, file: Attachment): void {
  const item = chatStore.getState().pending.find(({ id }) => id === messageId);
  if (!item) return;
  post({
    ...item,
    attachments: item.attachments.map((known) => (known.id === file.id ? file : known)),
    waitsFor: item.waitsFor.filter((id) => id !== file.id),
  });
}

function fail(id: string, error: unknown): void {
  const upload = uploadStore.getState().byId[id];
  if (!upload) return;
  const reason = reasonOf(error);
  changeUpload(id, { hasFailed: true, reason });
  const item = chatStore.getState().pending.find((waiting) => waiting.id === upload.messageId);
  if (item) post({ ...item, state: 'failed', reason: `“${upload.file.name}” was not uploaded: ${reason}` });
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.issues?.[0]?.message ?? error.message;
  return error instanceof Error ? error.message : 'Something went wrong';
}

/** The words of a picture are not worth a message's while: a few tries, beside everything else. */
async function saveDescription(id: string, alt: string): Promise<void> {
  for (let attempts = 1; attempts <= 5; attempts += 1) {
    try {
      await describeAttachment({ id, alt });
      return;
    } catch (error) {
      if (isRefusal(error)) return;
      await new Promise((resolve) => setTimeout(resolve, retryDelay(attempts, Math.random())));
    }
  }
}
