import { CornerDownLeft, X } from 'lucide-react';
import { IconButton } from '#components/ui/IconButton';

/** For who has gone to what an answer quotes: the way back to the answer. */
export function BackButton({ onBack, onDismiss }: { onBack: () => void; onDismiss: () => void }) {
  return (
    <span className="inline-flex items-center rounded-full border border-line bg-raised text-sm shadow-float">
      <button
        type="button"
        onClick={onBack}
        className="inline-flex min-h-9 items-center gap-2 rounded-s-full ps-4 pe-1 font-medium hover:bg-hover pointer-coarse:min-h-11"
      >
        <CornerDownLeft aria-hidden="true" className="size-4" />
        Back to the answer
      </button>
      <IconButton icon={X} label="Stay here" onClick={onDismiss} className="rounded-e-full!" />
    </span>
  );
}
