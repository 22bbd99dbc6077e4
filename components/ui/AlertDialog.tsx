import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './Button.tsx';

interface AlertDialogProps {
  /** Null: nothing is asked. */
  question: ReactNode;
  yes: string;
  onYes: () => void;
  onNo: () => void;
}

/** Asks before something is done. Esc is no; the browser gives the focus back to where it was. */
export function AlertDialog({ question, yes, onYes, onNo }: AlertDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const questionId = useId();
  const isOpen = question !== null;

  useEffect(() => {
    if (dialog.current?.open === isOpen) return;
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);

  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      aria-labelledby={questionId}
      onClose={() => isOpen && onNo()}
      className="sheet m-auto w-[min(25rem,calc(100vw-2rem))] rounded-2xl border border-line bg-canvas p-5 text-ink shadow-float sm:p-6"
    >
      <p id={questionId}>{question}</p>
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onNo}>Cancel</Button>
        <Button look="primary" onClick={onYes}>
          {yes}
        </Button>
      </div>
    </dialog>
  );
}
