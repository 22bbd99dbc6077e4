import { type SubmitEvent, useId, useState } from 'react';
import { Button } from '#components/ui/Button';
import { TextField } from '#components/ui/TextField';
import { PASSWORD_MIN } from '#lib/limits';

interface Person {
  name: string;
  email: string;
  password: string;
}

interface AccountFormProps {
  creates: boolean;
  email: string;
  isBusy: boolean;
  problem: string | null;
  onProblem: (sentence: string) => void;
  onSubmit: (person: Person) => void;
}

export function AccountForm({ creates, email, isBusy, problem, onProblem, onSubmit }: AccountFormProps) {
  const problemId = useId();
  // null: the problem is with all of them
  const [faulty, setFaulty] = useState<keyof Person | null>(null);
  const problemOf = (field: keyof Person) => (problem && (faulty ?? field) === field ? problemId : null);

  function handleSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const person = personIn(new FormData(form));
    const missing = missingIn(person, creates);
    setFaulty(missing?.field ?? null);
    if (!missing) return onSubmit(person);
    onProblem(missing.sentence);
    form.querySelector<HTMLInputElement>(`[name="${missing.field}"]`)?.focus();
  }

  return (
    <form noValidate onSubmit={handleSubmit} className="mt-6 grid gap-4">
      {creates && <TextField label="Name" name="name" autoComplete="name" problemId={problemOf('name')} />}
      <TextField
        label="Email"
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={email}
        problemId={problemOf('email')}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete={creates ? 'new-password' : 'current-password'}
        // for a modal dialog: React's own autoFocus is over before the dialog opens
        ref={(field) => void field?.toggleAttribute('autofocus', email !== '')}
        hint={creates ? `At least ${PASSWORD_MIN} characters.` : undefined}
        problemId={problemOf('password')}
      />
      {problem && (
        <p id={problemId} role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-danger text-sm">
          {problem}
        </p>
      )}
      <Button type="submit" look="primary" className="min-h-11" disabled={isBusy} aria-busy={isBusy}>
        {labelOf(creates, isBusy)}
      </Button>
    </form>
  );
}

function labelOf(creates: boolean, isBusy: boolean): string {
  if (creates) return isBusy ? 'Creating the account…' : 'Create account';
  return isBusy ? 'Signing in…' : 'Sign in';
}

function personIn(fields: FormData): Person {
  const text = (name: string) => String(fields.get(name) ?? '');
  return { name: text('name').trim(), email: text('email').trim(), password: text('password') };
}

interface Missing {
  field: keyof Person;
  sentence: string;
}

/** Passwords that exist may be shorter than what a new one must have. */
function missingIn({ name, email, password }: Person, creates: boolean): Missing | null {
  if (creates && name === '') return { field: 'name', sentence: 'Enter your name.' };
  if (!/^\S+@\S+$/u.test(email)) return { field: 'email', sentence: 'Enter your email address.' };
  if (password === '') return { field: 'password', sentence: 'Enter your password.' };
  if (creates && password.length < PASSWORD_MIN) {
    return { field: 'password', sentence: `Choose a password of at least ${PASSWORD_MIN} characters.` };
  }
  return null;
}
