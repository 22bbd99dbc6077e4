import { SendHorizontal } from 'lucide-react';

export function SendButton({ isDisabled, onSend }: { isDisabled: boolean; onSend: () => void }) {
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
        title="Send message"
        disabled={isDisabled}
        onClick={onSend}
        className="grid size-9 shrink-0 place-items-center rounded-lg border border-transparent bg-accent text-on-accent transition-colors hover:bg-accent-strong disabled:pointer-events-none disabled:bg-transparent disabled:text-muted pointer-coarse:size-11"
      >
        <SendHorizontal aria-hidden="true" className="size-4.5" />
      </button>
    </span>
  );
}
