import { SendHorizontal } from 'lucide-react';

interface SendButtonProps {
  /** There is nothing to send. */
  isDisabled: boolean;
  /** The text is too long, as is said above. */
  isRefused: boolean;
  onSend: () => void;
}

export function SendButton({ isDisabled, isRefused, onSend }: SendButtonProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing happens here, and that is the point
    <span
      // the text field keeps the focus, and with it the on-screen keyboard. Here and not on the button, because a
      // disabled one hears nothing: the second press of a double click would take the focus away
      onMouseDown={(event) => event.preventDefault()}
    >
      <button
        type="button"
        aria-label="Send message"
        title={isRefused ? 'The message is too long' : 'Send message'}
        disabled={isDisabled}
        // it can still be come to, to hear why
        aria-disabled={isRefused || undefined}
        onClick={() => !isRefused && onSend()}
        className="grid size-9 shrink-0 place-items-center rounded-lg border border-transparent bg-accent text-on-accent transition-colors hover:bg-accent-strong disabled:pointer-events-none disabled:bg-transparent disabled:text-muted aria-disabled:cursor-default aria-disabled:bg-transparent aria-disabled:text-muted pointer-coarse:size-11"
      >
        <SendHorizontal aria-hidden="true" className="size-4.5" />
      </button>
    </span>
  );
}
