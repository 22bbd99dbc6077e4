import { afterEach, expect, test, vi } from 'vitest';
import { addFiles, removeFile } from '#services/attaching';
import { changeUpload, uploadStore, uploadsIn } from '#services/uploadStore';

// no network: nothing that is picked ever gets to the server
vi.mock('#services/uploadPiece', () => ({ uploadPiece: () => new Promise(() => undefined) }));

const draftKey = 'me/channel';
const inTray = () => uploadsIn(uploadStore.getState(), draftKey);
const aFile = (name: string) => new File(['content'], name);
const isAskedBeforeLeaving = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

afterEach(() => {
  for (const { file } of inTray()) removeFile(draftKey, file.id);
});

test('a file is known in the tick in which it is picked', () => {
  addFiles(draftKey, [aFile('now.txt')]);
  expect(inTray()).toMatchObject([{ file: { name: 'now.txt', size: 7 }, hasFailed: false }]);
});

test('what could not be taken is said until the files change', () => {
  addFiles(
    draftKey,
    Array.from({ length: 12 }, (_, index) => aFile(`${index}.txt`)),
  );
  const problems = () => uploadStore.getState().problems[draftKey];
  expect(problems()).toEqual(['2 files are too many: a message takes 10']);
  removeFile(draftKey, inTray()[0]?.file.id ?? '');
  expect(problems()).toEqual([]);
});

test('the browser asks before a page is left that uploads, and not before or after that', () => {
  expect(isAskedBeforeLeaving()).toBe(false);
  addFiles(draftKey, [aFile('slow.txt')]);
  expect(isAskedBeforeLeaving()).toBe(true);
  const [slow] = inTray();
  changeUpload(slow?.file.id ?? '', { hasFailed: true });
  expect(isAskedBeforeLeaving()).toBe(false);
  changeUpload(slow?.file.id ?? '', { hasFailed: false });
  expect(isAskedBeforeLeaving()).toBe(true);
  removeFile(draftKey, slow?.file.id ?? '');
  expect(isAskedBeforeLeaving()).toBe(false);
});
