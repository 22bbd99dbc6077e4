import { MessagesSquare } from 'lucide-react';

/** How many answers there are to a message, and the way to them. */
export function ReplyCount({ count, onShow }: { count: number; onShow: () => void }) {
  if (count === 0) return null;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={onShow}
      className="my-0.5 flex items-center gap-1.5 text-accent text-sm underline-offset-4 hover:underline pointer-coarse:min-h-9"
    >
      <MessagesSquare aria-hidden="true" className="size-3.5" />
      {count === 1 ? '1 reply' : `${count} replies`}
    </button>
  );
}
