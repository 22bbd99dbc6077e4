import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '#components/ui/Button';
import { ALT_TEXT_MAX } from '#lib/attachments/limits';
import type { Attachment } from '#lib/contracts/messages';
import { useEnterToSend } from './useEnterToSend.ts';

interface PictureDescriptionProps {
  picture: Attachment;
  /** What the reader may change of it: rejects with a sentence for the person. Null when that is nothing. */
  onSave: ((alt: string) => Promise<void>) | null;
  isEditing: boolean;
  onEdit: (isEditing: boolean) => void;
}

/** What a picture shows, in words, which whoever uploaded it may change. */
export function PictureDescription({ picture, onSave, isEditing, onEdit }: PictureDescriptionProps) {
  const { alt } = picture;
  if (!onSave && !alt) return null;
  return (
    <div className="max-h-[40dvh] shrink-0 overflow-y-auto border-line border-t px-4 py-2.5">
      {onSave && isEditing ? (
        <DescriptionForm picture={picture} onSave={onSave} onDone={() => onEdit(false)} />
      ) : (
        <div className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1">
          {alt && (
            <p dir="auto" className="min-w-0 text-center wrap-anywhere">
              {alt}
            </p>
          )}
          {onSave && (
            <Button look="quiet" onClick={() => onEdit(true)} className="text-sm">
              {alt ? 'Edit description' : 'Add a description'}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

interface DescriptionFormProps {
  picture: Attachment;
  onSave: (alt: string) => Promise<void>;
  onDone: () => void;
}

function DescriptionForm({ picture: { name, alt }, onSave, onDone }: DescriptionFormProps) {
  const [text, setText] = useState(alt);
  const [problem, setProblem] = useState('');
  const [isSaving, setSaving] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const problemId = useId();
  const { handleCompositionEnd, handleEnter } = useEnterToSend(() => void save());

  useEffect(() => field.current?.focus(), []);

  async function save(event?: FormEvent) {
    event?.preventDefault();
    if (isSaving) return;
    setSaving(true);
    setProblem('');
    try {
      if (text.trim() !== alt) await onSave(text.trim());
      onDone();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'Something went wrong');
      setSaving(false);
    }
  }

  function handleKeyDown(event: KeyboardEvent) {
    // of the field and not of the picture; a browser closes a dialog for a key that nobody has taken
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onDone();
  }

  return (
    <form onSubmit={save} onKeyDown={handleKeyDown} className="mx-auto grid max-w-2xl gap-2">
      <textarea
        aria-label={`Description of ${name}`}
        placeholder="Describe this picture"
        dir="auto"
        rows={2}
        ref={field}
        maxLength={ALT_TEXT_MAX}
        value={text}
        aria-invalid={problem !== '' || undefined}
        aria-describedby={problem ? problemId : undefined}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={handleEnter}
        onCompositionEnd={handleCompositionEnd}
        className="field-text field-sizing-content max-h-[24dvh] w-full min-w-0 resize-none rounded-lg border border-edge bg-raised px-3 py-1.5"
      />
      <p id={problemId} role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" look="primary" aria-disabled={isSaving}>
          Save
        </Button>
      </div>
    </form>
  );
}
