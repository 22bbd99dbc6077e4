import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';

interface ToolButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: LucideIcon;
  name: string;
  shortcut?: string;
}

/** Smaller and quieter than the buttons of the page: nine of them fit beside each other on a phone. */
export function ToolButton({ icon: Icon, name, shortcut, ...props }: ToolButtonProps) {
  return (
    <button
      type="button"
      aria-label={name}
      title={shortcut ? `${name} (${shortcut})` : name}
      className="grid size-8 shrink-0 place-items-center rounded-md text-muted transition-colors hover:bg-soft hover:text-ink disabled:pointer-events-none disabled:opacity-45 aria-pressed:bg-soft aria-pressed:text-ink pointer-coarse:h-11"
      {...props}
    >
      <Icon aria-hidden="true" className="size-4" />
    </button>
  );
}
