import { useEffect, useRef } from 'react';
import { Button } from '#components/ui/Button';
import { undoDeletion } from '#services/deletions';
import { DELETED } from './bubble.ts';

interface DeletedHereProps {
  messageId: string;
  /** The server may know by now: there is no way back. */
  isSent: boolean;
}

/** Stands in the place of a message that was deleted on this page a moment ago. */
export function DeletedHere({ messageId, isSent }: DeletedHereProps) {
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    const undo = button.current;
    const article = undo?.closest('article');
    // what was pressed has gone: who deletes by keyboard is at the way back
    if (article?.contains(document.activeElement) || document.activeElement === document.body) undo?.focus();
    return () => {
      // the button goes with its time
      if (document.activeElement === undo || document.activeElement === document.body)
        article?.focus({ preventScroll: true });
    };
  }, []);

  return (
    <p role="status" className="flex flex-wrap items-center gap-x-3 text-muted">
      <span className="italic">{DELETED}</span>
      {!isSent && (
        <Button
          ref={button}
          look="quiet"
          className="-ms-3.5 min-h-7"
          aria-label="Undo deleting this message"
          onClick={() => undoDeletion(messageId)}
        >
          Undo
        </Button>
      )}
    </p>
  );
}
