import { type ReactNode, Suspense, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { lazyLater } from '../state/lazyLater.ts';

const ReadByNames = lazyLater(() => import('./ReadByNames.tsx'));

interface ReadByProps {
  channelId: string;
  seq: number;
  /** The message's status, as a sign and a word. */
  children: ReactNode;
}

/** The status of an own message, and on demand the names behind it. */
export function ReadBy({ channelId, seq, children }: ReadByProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);

  function close() {
    setOpen(false);
    button.current?.focus();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        // a check is smaller than a finger
        className="relative block rounded-sm after:absolute after:-inset-1.5 pointer-coarse:after:-inset-3.5"
      >
        {children}
        <span className="sr-only">, show who has it</span>
      </button>
      {isOpen &&
        createPortal(
          <Suspense>
            <ReadByNames
              channelId={channelId}
              seq={seq}
              button={button}
              onClose={close}
              onLeave={() => setOpen(false)}
            />
          </Suspense>,
          document.body,
        )}
    </>
  );
}
