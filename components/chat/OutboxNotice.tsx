import { X } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '#components/ui/IconButton';
import { useChat } from '../state/useChat.ts';

/** Says once that closing the page loses what still waits, in a browser that stores nothing. */
export function OutboxNotice() {
  const isBlocked = useChat((chat) => chat.isStorageBlocked);
  const [isDismissed, setDismissed] = useState(wasDismissed);
  const isShown = isBlocked && !isDismissed;

  function dismiss() {
    wasDismissed = true;
    setDismissed(true);
  }

  return (
    <div aria-live="polite">
      {isShown && (
        <div className="flex items-center gap-2 border-line border-b bg-mark py-1 ps-4 pe-2 text-sm sm:ps-5">
          <p className="flex-1">
            This browser does not let the chat store anything: messages that are still waiting are lost when
            you close this page.
          </p>
          <IconButton icon={X} label="Dismiss this warning" onClick={dismiss} />
        </div>
      )}
    </div>
  );
}

// beyond one channel: whoever has read it need not read it again in the next
let wasDismissed = false;
