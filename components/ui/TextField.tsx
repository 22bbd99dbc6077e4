import { type ComponentProps, useId } from 'react';

interface TextFieldProps extends ComponentProps<'input'> {
  label: string;
  hint?: string | undefined;
  /** The id of the sentence that says what is wrong with this field; null when nothing is. */
  problemId?: string | null;
}

export function TextField({ label, hint, problemId = null, ...props }: TextFieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, problemId].filter(Boolean).join(' ');
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={problemId ? true : undefined}
        aria-describedby={described || undefined}
        className="field-text min-h-11 rounded-lg border border-edge bg-raised px-3 aria-invalid:border-danger"
        {...props}
      />
      {hint && (
        <p id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </p>
      )}
    </div>
  );
}
