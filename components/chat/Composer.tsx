import { type ChangeEvent, type KeyboardEvent, type RefObject, useId } from 'react';
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
import { useDraft } from '../state/useDraft.ts';
import { ReplyBar } from './ReplyBar.tsx';
import { SendButton } from './SendButton.tsx';
import { lengthNotice } from './text-length.ts';
import { useEnterToSend } from './useEnterToSend.ts';
import { useGrowingField } from './useGrowingField.ts';
import { Suggestions } from './writing/Suggestions.tsx';
import { useAskFirst } from './writing/useAskFirst.tsx';
import { useSuggestions } from './writing/useSuggestions.ts';

interface ComposerProps {
  draftKey: string;
  channelId: string;
  channelName: string;
  placeholder: string;
  field: RefObject<HTMLTextAreaElement | null>;
  /** At every change of the text, and when the field is left: whether somebody is writing. */
  onWriting: (isWriting: boolean) => void;
  onSend: (draft: Draft) => void;
}

export function Composer(props: ComposerProps) {
  const { draftKey, channelId, channelName, placeholder, field, onWriting, onSend } = props;
  const draft = useDraft(draftKey);
  const { text, replyTo } = draft;
  const suggestions = useSuggestions({
    field,
    written: draft,
    channelId,
    onChoose: (chosen) => noteChosen(draftKey, chosen),
  });
  const notice = lengthNotice(text);
  const noticeId = useId();
  const { handleCompositionEnd, handleEnter } = useEnterToSend(send);
  useGrowingField(field, text);

  const { dialog, askOrSend } = useAskFirst(channelId, sendNow);

  function send() {
    field.current?.focus();
    const written = readDraft(draftKey);
    if (!isBlank(written.text)) void askOrSend(contentOf(written));
  }

  // reads the draft itself, not what was last drawn: the second click of a double click finds it empty
  function sendNow() {
    const written = readDraft(draftKey);
    if (isBlank(written.text) || lengthNotice(written.text)?.isOver) return;
    clearDraft(draftKey);
    onSend(written);
  }

  function cancelReply() {
    changeDraft(draftKey, { replyTo: null });
    field.current?.focus();
  }

  function handleChange({ target }: ChangeEvent<HTMLTextAreaElement>) {
    rewriteDraft(draftKey, target.value, target.selectionStart);
    onWriting(!isBlank(target.value));
  }

  function handleKeyDown(event: KeyboardEvent) {
    suggestions.handleKeyDown(event);
    if (event.defaultPrevented) return;
    if (event.key === 'Escape' && replyTo && !event.nativeEvent.isComposing) cancelReply();
    handleEnter(event);
  }

  return (
    <div className="relative mx-4 mb-[max(1rem,env(safe-area-inset-bottom))] rounded-xl border border-edge bg-raised transition-colors focus-within:border-accent focus-within:ring-3 focus-within:ring-accent/25 sm:mx-5">
      <Suggestions list={suggestions.list} />
      {dialog}
      {replyTo && <ReplyBar replyTo={replyTo} onCancel={cancelReply} />}
      <div className="flex items-end gap-1.5 p-1.5">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          aria-label={`Message ${channelName}`}
          aria-invalid={notice?.isOver || undefined}
          aria-describedby={notice ? noticeId : undefined}
          placeholder={placeholder}
          enterKeyHint="send"
          value={text}
          onChange={handleChange}
          {...suggestions.attributes}
          onBlur={() => {
            suggestions.close();
            onWriting(false);
          }}
          onKeyDown={handleKeyDown}
          onCompositionEnd={handleCompositionEnd}
          className="field-text field-sizing-content max-h-[40dvh] min-h-9 min-w-0 flex-1 resize-none bg-transparent px-2 py-1.5 outline-hidden pointer-coarse:min-h-11 pointer-coarse:py-2.5"
        />
        <SendButton isDisabled={isBlank(text)} onSend={send} />
      </div>
      <p
        id={noticeId}
        // a count at every key would talk over the writer
        aria-live={notice?.isOver ? 'polite' : 'off'}
        className={`px-3.5 text-sm tabular-nums ${notice ? 'pb-2' : ''} ${notice?.isOver ? 'text-danger' : 'text-muted'}`}
      >
        {notice?.sentence}
      </p>
    </div>
  );
}
