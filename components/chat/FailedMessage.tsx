import { CircleAlert } from 'lucide-react';

interface FailedMessageProps {
  reason: string | null;
  onRetry: () => void;
  onDiscard: () => void;
}

export function FailedMessage({ reason, onRetry, onDiscard }: FailedMessageProps) {
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-danger text-sm">
      <span className="inline-flex min-w-0 items-start gap-1.5">
        <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
        <span>
          <strong className="font-semibold">Failed</strong>
          {reason && <span> · {reason}</span>}
        </span>
      </span>
      <span className="inline-flex gap-2">
        <Choice onClick={onRetry}>Retry</Choice>
        <Choice onClick={onDiscard}>Discard</Choice>
      </span>
    </div>
  );
}

function Choice({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="min-h-7 rounded-md border border-current px-2.5 font-medium transition-colors hover:bg-danger-soft pointer-coarse:min-h-10"
    >
      {children}
    </button>
  );
}
