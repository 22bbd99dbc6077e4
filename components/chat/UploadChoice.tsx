import type { KeyboardEvent } from 'react';
import { Button } from '#components/ui/Button';

export interface UploadQuestion {
  label: string;
  sentence: string;
  /** What is likely meant comes first. */
  choices: readonly { label: string; act: () => void }[];
}

interface UploadChoiceProps {
  question: UploadQuestion;
  onCancel: () => void;
}

/** A message is to be sent whose files are not there: what is to become of them. */
export function UploadChoice({ question: { label, sentence, choices }, onCancel }: UploadChoiceProps) {
  function handleKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      role="group"
      aria-label={label}
      onKeyDown={handleKeyDown}
      className="flex flex-wrap items-center gap-2 border-line border-b px-3.5 py-2 text-sm"
    >
      <p className="me-auto">{sentence}</p>
      {choices.map((choice, index) => (
        <Button
          // another question takes the focus, too
          key={choice.label}
          look={index === 0 ? 'primary' : 'plain'}
          autoFocus={index === 0}
          onClick={choice.act}
          className="min-h-8! text-sm pointer-coarse:min-h-10!"
        >
          {choice.label}
        </Button>
      ))}
    </div>
  );
}
