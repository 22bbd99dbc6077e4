import { useState } from 'react';
import { retryUpload } from '#services/attaching';
import type { Upload } from '#services/uploadStore';
import type { UploadQuestion } from './UploadChoice.tsx';

interface Written {
  hasText: boolean;
  uploads: readonly Upload[];
}

interface Answers {
  /** @param how whether the files stay for a message of their own */
  onSend: (how: { textFirst: boolean }) => void;
  /** Nothing is sent, and the field has the focus again. */
  onBack: () => void;
}

/**
 * What is asked before a message leaves: about its files that failed, then about those that are on their way.
 * @param written as it was drawn last
 */
export function useUploadQuestion(written: Written, { onSend, onBack }: Answers) {
  const [about, setAbout] = useState<'failed' | 'coming' | null>(null);
  const files = written.uploads.filter(({ hasFailed }) => hasFailed === (about === 'failed'));
  // they are there now, or taken out
  if (about && files.length === 0) setAbout(null);

  function close() {
    setAbout(null);
    onBack();
  }

  function send(textFirst: boolean) {
    setAbout(null);
    onSend({ textFirst });
  }

  /** @param now as it is in this moment, drawn or not */
  function askOrSend(now: Written) {
    if (now.uploads.some(({ hasFailed }) => hasFailed)) setAbout('failed');
    else askAboutComing(now);
  }

  function askAboutComing({ hasText, uploads }: Written) {
    // what is nothing but its files can only wait for them
    if (hasText && uploads.some(({ hasFailed }) => !hasFailed)) setAbout('coming');
    else send(false);
  }

  function tryAgain() {
    for (const { file } of files) retryUpload(file.id);
    close();
  }

  const isOne = files.length === 1;
  const questions: Record<'failed' | 'coming', UploadQuestion> = {
    failed: {
      label: 'Files were not uploaded',
      sentence: `${isOne ? 'A file was' : `${files.length} files were`} not uploaded.`,
      choices: [
        { label: 'Try again', act: tryAgain },
        { label: `Send without ${isOne ? 'it' : 'them'}`, act: () => askAboutComing(written) },
      ],
    },
    coming: {
      label: 'Files are still being uploaded',
      sentence: `${isOne ? 'A file is' : `${files.length} files are`} still being uploaded.`,
      choices: [
        { label: 'Send when uploaded', act: () => send(false) },
        { label: 'Send text now', act: () => send(true) },
      ],
    },
  };
  return { question: about && questions[about], askOrSend, close };
}
