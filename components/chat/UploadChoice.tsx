import type { KeyboardEvent } from 'react';
import { Button } from '#components/ui/Button';

interface UploadChoiceProps {
  /** Files that are still on their way. */
  count: number;
  onWait: () => void;
  onTextFirst: () => void;
  onCancel: () => void;
}

/** A message is to be sent whose files are not there yet: it waits for them, or its text goes first. */
export function UploadChoice({ count, onWait, onTextFirst, onCancel }: UploadChoiceProps) {
  function handleKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      role="group"
      aria-label="Files are still being uploaded"
      onKeyDown={handleKeyDown}
      className="flex flex-wrap items-center gap-2 border-line border-b px-3.5 py-2 text-sm"
    >
      <p className="me-auto">{count === 1 ? 'A file is' : `${count} files are`} still being uploaded.</p>
      <Button look="primary" autoFocus onClick={onWait} className="min-h-8! text-sm pointer-coarse:min-h-10!">
        Send when uploaded
      </Button>
      <Button onClick={onTextFirst} className="min-h-8! text-sm pointer-coarse:min-h-10!">
        Send text now
      </Button>
    </div>
  );
}
