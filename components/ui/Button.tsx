import type { ComponentProps } from 'react';

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'primary' | 'plain' | 'quiet';
}

// a transparent border is what forced colours draw instead of a background
const LOOKS = {
  primary: 'border border-transparent bg-accent text-on-accent hover:bg-accent-strong disabled:opacity-60',
  plain: 'border border-edge bg-raised text-ink hover:bg-hover',
  quiet: 'text-accent underline-offset-4 hover:underline',
};

export function Button({ look = 'plain', className = '', ...props }: ButtonProps) {
  return (
    <button
      type="button"
      className={`inline-flex min-h-9 items-center pointer-coarse:min-h-11 justify-center gap-2 rounded-lg px-3.5 font-medium transition-colors ${LOOKS[look]} ${className}`}
      {...props}
    />
  );
}
