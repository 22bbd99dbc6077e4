import type { ButtonHTMLAttributes } from 'react';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'primary' | 'plain' | 'quiet';
}

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong disabled:opacity-60',
  plain: 'border border-edge bg-raised text-ink hover:bg-hover',
  quiet: 'text-accent underline-offset-4 hover:underline',
};

export function Button({ look = 'plain', className = '', ...props }: ButtonProps) {
  return (
    <button
      type="button"
      className={`inline-flex min-h-9 items-center justify-center gap-2 rounded-lg px-3.5 font-medium transition-colors ${LOOKS[look]} ${className}`}
      {...props}
    />
  );
}
