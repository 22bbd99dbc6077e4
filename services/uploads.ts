/**
 * Brings files to the server: part by part, two files at a time, again and again while only the network is in the way. A file
 * belongs to the draft where it was picked, and goes on when its composer is not on screen.
 */
import { partCountOf, partRange } from '#lib/attachments/limits';
import { retryDelay } from '#lib/backoff';
import type { Attachment } from '#lib/contracts/messages';
import { AppError } from '#lib/errors';
import { expireSession, isSignedOut } from './catchUp.ts';
import { chatStore } from './chatStore.ts';
import { saveDescription } from './descriptions.ts';
import { changeDraft, personOf, readDraft } from './drafts.ts';
import { post } from './outbox.ts';
import { makePicture } from './picture.ts';
import { isRefusal, reasonOf } from './refusals.ts';
import { uploadPiece } from './uploadPiece.ts';
import { dropUpload, failUpload, sourceOf } from './uploadSources.ts';
import { changeUpload, uploadStore } from './uploadStore.ts';

/** Files that are under way at a time. */
const AT_A_TIME = 2;

/** Ids in the order in which they were picked. */
const queue: string[] = [];
const underWay = new Set<string>();
/** Ends all waiting for the next try. */
let wake = new AbortController();

window.addEventListener('online', tryNow);

chatStore.subscribe(({ session }, before) => {
  if (session === 'signed-in' && before.session !== 'signed-in') tryNow();
});

/** Without effect for a file that is under way already. */
export function startUpload(id: string): void {
  if (underWay.has(id) || queue.includes(id)) return;
  queue.push(id);
  pump();
}

/** Whatever waits for its next try has it now. */
export function tryNow(): void {
  wake.abort();
  wake = new AbortController();
}

function pump(): void {
  while (underWay.size < AT_A_TIME) {
    const id = queue.shift();
    if (id === undefined) return;
    underWay.add(id);
    void bring(id).finally(() => {
      underWay.delete(id);
      pump();
    });
  }
}

async function bring(id: string): Promise<void> {
  const source = sourceOf(id);
  if (!source) return;
  try {
    finish(id, await sendAll(id, source.file, source.cancel.signal));
  } catch (error) {
    if (!source.cancel.signal.aborted) failUpload(id, reasonOf(error));
  }
}

async function sendAll(id: string, file: File, cancelled: AbortSignal): Promise<Attachment> {
  const picture = await makePicture(file);
  if (picture) showPicture(id, file, picture);
  const { thumbnail } = picture ?? {};
  if (thumbnail) await persist(id, cancelled, () => sendPiece(id, 'thumbnail', thumbnail, 0));
  const count = partCountOf(file.size);
  for (let part = 0; ; part += 1) {
    const { from, to } = partRange(file.size, part);
    const bytes = await read(file.slice(from, to));
    const whole = await persist(id, cancelled, () => sendPiece(id, part, bytes, from));
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
  const source = sourceOf(id);
  if (!upload || !source) throw new DOMException('Cancelled', 'AbortError');
  const { name, size } = upload.file;
  return uploadPiece({ userId: personOf(upload.draftKey), id, name, size, piece }, bytes, {
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
  if (alt !== '') void saveDescription(id, alt);
  const file = { ...whole, alt };
  if (upload.messageId === null) tellDraft(upload.draftKey, file);
  else tellMessage(upload.messageId, file);
  // last: the other tabs hear that it is whole before they hear that nobody uploads it
  dropUpload(id);
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
