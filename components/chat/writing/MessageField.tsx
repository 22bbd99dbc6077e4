import {
  type ChangeEvent,
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  type TextareaHTMLAttributes,
  useId,
  useRef,
} from 'react';
import { lengthNotice } from '../text-length.ts';
import { useEnterToSend } from '../useEnterToSend.ts';
import { useGrowingField } from '../useGrowingField.ts';
import { isInFence } from './fences.ts';
import { useFieldAbilities } from './useFieldAbilities.ts';

type FieldAttributes = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange' | 'onSubmit'>;

interface MessageFieldProps extends FieldAttributes {
  field: RefObject<HTMLTextAreaElement | null>;
  label: string;
  /** What Enter does with the text. */
  purpose?: 'send' | 'save';
  value: string;
  onChange: (text: string) => void;
  /** Enter. What may not be sent is the caller's affair. */
  onSubmit: () => void;
  /** Esc. */
  onCancel?: (() => void) | undefined;
  /** Takes what is pasted and is no text of a message: pictures, and text that is too long for one. */
  onFiles?: ((files: File[]) => void) | undefined;
}

/**
 * Where a message is written: it grows, formats and takes what is pasted, and says how much of the limit is left.
 * `onKeyDown` comes first; what it prevents, the field leaves alone.
 */
export function MessageField(props: MessageFieldProps) {
  const { field, label, purpose, value, onChange, ...others } = props;
  const { onSubmit, onCancel, onFiles, onKeyDown, className, ...attributes } = others;
  const notice = lengthNotice(value, purpose);
  const noticeId = useId();
  const { handleCompositionEnd, handleEnter } = useEnterToSend(onSubmit);
  const abilities = useFieldAbilities();
  // Ctrl+Shift+V: browsers say nothing of the Shift in the paste that follows
  const isPlainPaste = useRef(false);
  useGrowingField(field, value);

  function handleKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    onKeyDown?.(event);
    if (event.defaultPrevented) return;
    if (event.nativeEvent.isComposing) return handleEnter(event);
    isPlainPaste.current = event.shiftKey && event.key.toLowerCase() === 'v';
    if (event.key === 'Escape') onCancel?.();
    else if (event.key === 'Enter') handleEnterKey(event);
    else abilities.current?.formatByKey(event);
  }

  function handlePaste(event: ClipboardEvent<HTMLTextAreaElement>) {
    if (abilities.current) abilities.current.takePaste(event, { isPlain: isPlainPaste.current, onFiles });
    else takeFiles(event);
    isPlainPaste.current = false;
  }

  /** In the first moments of a page: a picture would be lost. */
  function takeFiles(event: ClipboardEvent<HTMLTextAreaElement>) {
    const { files, types } = event.clipboardData;
    if (!onFiles || files.length === 0 || types.includes('text/plain')) return;
    event.preventDefault();
    onFiles([...files]);
  }

  return (
    <div className={`min-w-0 ${className ?? ''}`}>
      <textarea
        rows={1}
        dir="auto"
        enterKeyHint="send"
        {...attributes}
        ref={field}
        aria-label={label}
        aria-invalid={notice?.isOver || undefined}
        aria-describedby={notice ? noticeId : undefined}
        value={value}
        onChange={({ target }: ChangeEvent<HTMLTextAreaElement>) => onChange(target.value)}
        onKeyDown={handleKeyDown}
        onPaste={handlePaste}
        onCompositionEnd={handleCompositionEnd}
        className="field-text field-sizing-content block max-h-[40dvh] min-h-9 w-full resize-none bg-transparent px-2 py-1.5 outline-hidden pointer-coarse:min-h-11 pointer-coarse:py-2.5"
      />
      <p
        id={noticeId}
        // a count at every key would talk over the writer
        aria-live={notice?.isOver ? 'polite' : 'off'}
        className={`px-2 text-sm tabular-nums ${notice ? 'pb-1' : ''} ${notice?.isOver ? 'text-danger' : 'text-muted'}`}
      >
        {notice?.sentence}
      </p>
    </div>
  );

  /** Sends, but in code the line breaks, and with Shift it breaks everywhere and goes on with a list. */
  function handleEnterKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    const { value: text, selectionStart } = event.currentTarget;
    if (event.shiftKey) abilities.current?.continueByKey(event);
    else if (event.ctrlKey || event.metaKey || !isInFence(text, selectionStart)) handleEnter(event);
  }
}
