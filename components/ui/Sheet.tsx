import { type ReactNode, useEffect, useRef } from 'react';

interface SheetProps {
  isOpen: boolean;
  label: string;
  place: 'start' | 'centre';
  /** Esc and a press beside it close the sheet; without this it stays until `isOpen` says otherwise. */
  onClose?: () => void;
  children: ReactNode;
}

const PLACES = {
  start:
    'm-0 h-dvh border-line border-e bg-side max-h-none w-[min(19rem,85vw)] max-w-none not-open:-translate-x-full starting:open:-translate-x-full',
  centre:
    'm-auto border border-line bg-canvas w-[min(25rem,calc(100vw-2rem))] max-h-[calc(100dvh-2rem)] rounded-2xl',
};

/** A modal dialog: the browser keeps focus inside, makes the page behind it inert, and gives focus back. */
export function Sheet({ isOpen, label, place, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    if (dialog.current?.open === isOpen) return;
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);

  // a browser that does not know closedby closes at the second Esc
  function handleClose() {
    if (onClose) onClose();
    else if (isOpen) dialog.current?.showModal();
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc does the same, and comes as onClose
    <dialog
      ref={dialog}
      aria-label={label}
      closedby={onClose ? 'any' : 'none'}
      onCancel={onClose ? undefined : (event) => event.preventDefault()}
      onClose={handleClose}
      onClick={(event) => event.target === event.currentTarget && onClose?.()}
      className={`sheet overflow-y-auto text-ink shadow-float ${PLACES[place]}`}
    >
      {children}
    </dialog>
  );
}
