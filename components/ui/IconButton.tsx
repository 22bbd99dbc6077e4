import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: LucideIcon;
  /** What it does: its accessible name, and the hint at the pointer. */
  label: string;
}

export function IconButton({ icon: Icon, label, className = '', ...props }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`grid size-8 shrink-0 place-items-center rounded-lg text-muted transition-colors hover:bg-soft hover:text-ink pointer-coarse:size-11 ${className}`}
      {...props}
    >
      <Icon aria-hidden="true" className="size-4.5" />
    </button>
  );
}
