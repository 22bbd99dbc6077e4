import { ArrowDown } from 'lucide-react';

/** The way back to the end, and how much is there that was not seen. */
export function NewMessagesButton({ count, onClick }: { count: number; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className={`inline-flex min-h-9 items-center gap-2 rounded-full px-4 font-medium text-sm shadow-float transition-colors pointer-coarse:min-h-11 ${count > 0 ? 'border border-transparent bg-accent text-on-accent hover:bg-accent-strong' : 'border border-line bg-raised text-ink hover:bg-hover'}`}
    >
      <ArrowDown aria-hidden="true" className="size-4" />
      {labelOf(count)}
    </button>
  );
}

function labelOf(count: number): string {
  if (count === 0) return 'Jump to latest';
  return count === 1 ? '1 new message' : `${count} new messages`;
}
