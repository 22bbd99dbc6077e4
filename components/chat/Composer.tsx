import { CaseSensitive } from 'lucide-react';
import { lazy, type RefObject, Suspense, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { isBlank } from '#lib/content';
import { changeDraft, clearDraft, type Draft, readDraft } from '#services/drafts';
import { useDraft } from '../state/useDraft.ts';
import { ReplyBar } from './ReplyBar.tsx';
import { SendButton } from './SendButton.tsx';
import { lengthNotice } from './text-length.ts';
import { MessageField } from './writing/MessageField.tsx';
import { Preview } from './writing/Preview.tsx';
import { ToolButton } from './writing/ToolButton.tsx';

const FormattingTools = lazy(() => import('./writing/FormattingTools.tsx'));

interface ComposerProps {
  draftKey: string;
  channelName: string;
  placeholder: string;
  field: RefObject<HTMLTextAreaElement | null>;
  /** At every change of the text, and when the field is left: whether somebody is writing. */
  onWriting: (isWriting: boolean) => void;
  onSend: (draft: Draft) => void;
  /** Takes what is pasted and is no text of a message. */
  onFiles?: (files: File[]) => void;
}

export function Composer(props: ComposerProps) {
  const { draftKey, channelName, placeholder, field, onWriting, onSend, onFiles } = props;
  const { text, replyTo } = useDraft(draftKey);
  const [isPreviewing, setPreviewing] = useState(false);
  // where there is room the tools are always there
  const [areToolsOpen, setToolsOpen] = useState(false);
  const toolsId = useId();

  // reads the draft itself, not what was last drawn: the second click of a double click finds it empty
  function send() {
    showPreview(false);
    const draft = readDraft(draftKey);
    if (isBlank(draft.text) || lengthNotice(draft.text)?.isOver) return;
    clearDraft(draftKey);
    onSend(draft);
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

  function handleChange(next: string) {
    changeDraft(draftKey, { text: next });
    onWriting(!isBlank(next));
  }

  return (
    <div className="mx-4 mb-[max(1rem,env(safe-area-inset-bottom))] rounded-xl border border-edge bg-raised transition-colors focus-within:border-accent focus-within:ring-3 focus-within:ring-accent/25 sm:mx-5">
      {replyTo && <ReplyBar replyTo={replyTo} onCancel={cancelReply} />}
      <div className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-end gap-x-1 p-1.5 sm:grid-cols-[minmax(0,1fr)_auto]">
        <div className="sm:col-span-full">
          {isPreviewing && <Preview text={text} />}
          <MessageField
            field={field}
            label={`Message ${channelName}`}
            placeholder={placeholder}
            value={text}
            onChange={handleChange}
            onBlur={() => onWriting(false)}
            onSubmit={send}
            onCancel={replyTo ? cancelReply : undefined}
            onFiles={onFiles}
            // not taken out of the page: the browser would forget what can be undone
            className={isPreviewing ? 'hidden' : ''}
          />
        </div>
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
        <SendButton isDisabled={isBlank(text)} onSend={send} />
      </div>
    </div>
  );
}
