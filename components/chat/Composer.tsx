import { CaseSensitive } from 'lucide-react';
import { type KeyboardEvent, lazy, type RefObject, Suspense, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { isBlank } from '#lib/content';
import {
  changeDraft,
  clearDraft,
  contentOf,
  type Draft,
  noteChosen,
  readDraft,
  rewriteDraft,
} from '#services/drafts';
import { firstLoadEnded } from '#services/firstLoad';
import { sayProblems, type Upload, uploadStore, uploadsIn } from '#services/uploadStore';
import { lazyLater, patiently } from '../state/lazyLater.ts';
import { useDraft } from '../state/useDraft.ts';
import { useUploadProblems, useUploads } from '../state/useUploads.ts';
import { AttachButton } from './AttachButton.tsx';
import { FileNames } from './FileNames.tsx';
import { ReplyBar } from './ReplyBar.tsx';
import { SendButton } from './SendButton.tsx';
import { TrayProblems } from './TrayProblems.tsx';
import { lengthNotice } from './text-length.ts';
import { UploadChoice } from './UploadChoice.tsx';
import { useUploadQuestion } from './useUploadQuestion.ts';
import { MessageField } from './writing/MessageField.tsx';
import { Preview } from './writing/Preview.tsx';
import { Suggestions } from './writing/Suggestions.tsx';
import { ToolButton } from './writing/ToolButton.tsx';
import { useAskFirst } from './writing/useAskFirst.tsx';
import { useSuggestions } from './writing/useSuggestions.ts';

const AttachmentTray = lazyLater(() => patiently(() => import('./AttachmentTray.tsx')));
const FormattingTools = lazy(async () => {
  await firstLoadEnded;
  return import('./writing/FormattingTools.tsx');
});

interface ComposerProps {
  draftKey: string;
  channelId: string;
  channelName: string;
  placeholder: string;
  field: RefObject<HTMLTextAreaElement | null>;
  /** At every change of the text, and when the field is left: whether somebody is writing. */
  onWriting: (isWriting: boolean) => void;
  /** @param uploads files that are still on their way: the message waits for them */
  onSend: (draft: Draft, uploads: readonly Upload[]) => void;
  /** Takes what was picked, and what is pasted and is no text of a message. */
  onFiles: (files: File[]) => void;
  /** Called for the arrow up in an empty field. @returns whether something came of it */
  onEditLast?: () => boolean;
}

export function Composer(props: ComposerProps) {
  const { draftKey, channelId, channelName, placeholder, field, onWriting, onSend, onFiles, onEditLast } =
    props;
  const draft = useDraft(draftKey);
  const { text, replyTo, attachments } = draft;
  const uploads = useUploads(draftKey);
  const onTheirWay = uploads.filter(isComing);
  const problems = useUploadProblems(draftKey);
  const suggestions = useSuggestions({
    field,
    written: draft,
    channelId,
    onChoose: (chosen) => noteChosen(draftKey, chosen),
  });
  const [isPreviewing, setPreviewing] = useState(false);
  // where there is room the tools are always there
  const [areToolsOpen, setToolsOpen] = useState(false);
  const toolsId = useId();

  const isTextFirst = useRef(false);
  // asked before anything else
  const {
    question,
    askOrSend: askOfFiles,
    close,
  } = useUploadQuestion(
    { hasText: !isBlank(text), uploads },
    { onSend: sendAs, onBack: () => field.current?.focus() },
  );
  const { dialog, askOrSend } = useAskFirst({ channelId, send: sendNow, verb: 'Send' });

  function send() {
    showPreview(false);
    const written = readDraft(draftKey);
    if (lengthNotice(written.text)?.isOver) return;
    const hasText = !isBlank(written.text);
    if (!hasText && written.attachments.length + comingIn(draftKey).length === 0) return;
    askOfFiles({ hasText, uploads: uploadsIn(uploadStore.getState(), draftKey) });
  }

  function sendAs({ textFirst }: { textFirst: boolean }) {
    isTextFirst.current = textFirst;
    void askOrSend(contentOf(readDraft(draftKey)));
    field.current?.focus();
  }

  // reads the draft itself, not what was last drawn: the second click of a double click finds it empty
  function sendNow() {
    const { attachments: whole, ...written } = readDraft(draftKey);
    const [files, coming] = isTextFirst.current ? [[], []] : [whole, comingIn(draftKey)];
    if (isBlank(written.text) && files.length + coming.length === 0) return;
    clearDraft(draftKey);
    // the files stay for a message of their own
    if (isTextFirst.current) changeDraft(draftKey, { attachments: whole });
    onSend({ ...written, attachments: files }, coming);
  }

  /** Where it is not shown, the field has the focus. */
  function showPreview(next: boolean) {
    if (next !== isPreviewing) flushSync(() => setPreviewing(next));
    if (!next) field.current?.focus();
  }

  function cancelReply() {
    changeDraft(draftKey, { replyTo: null });
    field.current?.focus();
  }

  function dismissProblems() {
    sayProblems(draftKey, []);
    field.current?.focus();
  }

  function handleChange(next: string) {
    rewriteDraft(draftKey, next, field.current?.selectionStart);
    onWriting(!isBlank(next));
  }

  function handleKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    suggestions.handleKeyDown(event);
    const isFree = isPlainUp(event) && !event.defaultPrevented;
    if (isFree && readDraft(draftKey).text === '' && onEditLast?.()) event.preventDefault();
  }

  return (
    <div className="relative mx-4 mb-[max(1rem,env(safe-area-inset-bottom))] rounded-xl border border-edge bg-raised transition-colors focus-within:border-accent focus-within:ring-3 focus-within:ring-accent/25 sm:mx-5">
      <Suggestions list={suggestions.list} />
      {dialog}
      {question && <UploadChoice question={question} onCancel={close} />}
      {replyTo && <ReplyBar replyTo={replyTo} onCancel={cancelReply} />}
      {attachments.length + uploads.length > 0 && (
        <Suspense fallback={<FileNames files={attachments} uploads={uploads} />}>
          <AttachmentTray
            draftKey={draftKey}
            files={attachments}
            uploads={uploads}
            onRemoved={() => field.current?.focus()}
          />
        </Suspense>
      )}
      <TrayProblems problems={problems} onDismiss={dismissProblems} />
      <div className="grid grid-cols-[minmax(0,1fr)_auto_auto_auto] items-end gap-x-1 p-1.5 sm:gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)_auto]">
        <div className="sm:col-span-full">
          {isPreviewing && <Preview text={contentOf(draft)} />}
          <MessageField
            field={field}
            label={`Message ${channelName}`}
            placeholder={placeholder}
            value={text}
            onChange={handleChange}
            {...suggestions.attributes}
            onKeyDown={handleKeyDown}
            onBlur={() => {
              suggestions.close();
              onWriting(false);
            }}
            onSubmit={send}
            onCancel={replyTo ? cancelReply : undefined}
            onFiles={onFiles}
            // not taken out of the page: the browser would forget what can be undone
            className={isPreviewing ? 'hidden' : ''}
          />
        </div>
        <AttachButton onFiles={onFiles} />
        <div className="py-0.5 sm:hidden pointer-coarse:py-0">
          <ToolButton
            icon={CaseSensitive}
            name="Formatting"
            aria-expanded={areToolsOpen}
            aria-controls={toolsId}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setToolsOpen(!areToolsOpen)}
          />
        </div>
        <div
          id={toolsId}
          className={`order-last col-span-full sm:order-none sm:col-span-1 sm:block sm:self-center ${areToolsOpen ? 'pt-1 sm:pt-0' : 'hidden'}`}
        >
          <Suspense>
            <FormattingTools field={field} isPreviewing={isPreviewing} onPreview={showPreview} />
          </Suspense>
        </div>
        <SendButton
          isDisabled={isBlank(text) && attachments.length + onTheirWay.length === 0}
          isRefused={lengthNotice(text)?.isOver === true}
          onSend={send}
        />
      </div>
    </div>
  );
}

function isPlainUp({ key, altKey, ctrlKey, metaKey, shiftKey, nativeEvent }: KeyboardEvent): boolean {
  return key === 'ArrowUp' && !altKey && !ctrlKey && !metaKey && !shiftKey && !nativeEvent.isComposing;
}

function isComing({ hasFailed }: Upload): boolean {
  return !hasFailed;
}

function comingIn(draftKey: string): Upload[] {
  return uploadsIn(uploadStore.getState(), draftKey).filter(isComing);
}
