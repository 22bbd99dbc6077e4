import { useEffect, useRef } from 'react';
import { Button } from '#components/ui/Button';
import { isBlank } from '#lib/content';
import type { Chosen, Written } from '#lib/mentions/tokens';
import { lengthNotice } from './text-length.ts';
import { MessageField } from './writing/MessageField.tsx';
import { Suggestions } from './writing/Suggestions.tsx';
import { useSuggestions } from './writing/useSuggestions.ts';

interface EditMessageProps {
  written: Written;
  channelId: string;
  /** Why it was not saved. */
  problem: string | null;
  /** Asked once it is there: whether it takes the focus. */
  takesFocus: () => boolean;
  /** @param caret where the caret is after the change */
  onChange: (text: string, caret: number | undefined) => void;
  onChoose: (chosen: Chosen) => void;
  onSubmit: () => void;
  onCancel: () => void;
}

/** The text of a message, to be changed in its place. */
export function EditMessage(props: EditMessageProps) {
  const { written, channelId, problem, takesFocus, onChange, onChoose, onSubmit, onCancel } = props;
  const { text } = written;
  const field = useRef<HTMLTextAreaElement>(null);
  const suggestions = useSuggestions({ field, written, channelId, onChoose });
  const isRefused = isBlank(text) || lengthNotice(text)?.isOver === true;

  // biome-ignore lint/correctness/useExhaustiveDependencies: as it opens
  useEffect(() => {
    if (!field.current || !takesFocus()) return;
    field.current.focus();
    field.current.setSelectionRange(text.length, text.length);
  }, []);

  function submit() {
    if (!isRefused) onSubmit();
  }

  return (
    <div className="relative my-1 grid gap-1.5">
      <Suggestions list={suggestions.list} />
      <MessageField
        field={field}
        label="Edit message"
        purpose="save"
        value={text}
        onChange={(next) => onChange(next, field.current?.selectionStart)}
        {...suggestions.attributes}
        onKeyDown={suggestions.handleKeyDown}
        onBlur={suggestions.close}
        onSubmit={submit}
        onCancel={onCancel}
        className="rounded-lg border border-edge bg-raised focus-within:border-accent focus-within:ring-3 focus-within:ring-accent/25"
      />
      {problem && (
        <p role="alert" className="text-danger text-sm">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <Button look="primary" disabled={isRefused} onClick={submit}>
          Save
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
        <span className="text-muted pointer-coarse:hidden">Enter saves, Esc leaves it</span>
      </div>
    </div>
  );
}
