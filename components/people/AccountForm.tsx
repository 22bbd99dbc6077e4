import { type SubmitEvent, useId } from 'react';
import { Button } from '#components/ui/Button';
import { TextField } from '#components/ui/TextField';

/** Characters; the same as in the sign-up rules of the server. */
const PASSWORD_MIN = 10;

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
  const faulty = problem ? problemId : null;

  function handleSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const person = personIn(new FormData(event.currentTarget));
    const missing = missingIn(person, creates);
    if (missing) onProblem(missing);
    else onSubmit(person);
  }

  return (
    <form noValidate onSubmit={handleSubmit} className="mt-6 grid gap-4">
      {creates && <TextField label="Name" name="name" autoComplete="name" problemId={faulty} />}
      <TextField
        label="Email"
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={email}
        problemId={faulty}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete={creates ? 'new-password' : 'current-password'}
        // for a modal dialog: React's own autoFocus is over before the dialog opens
        ref={(field) => void field?.toggleAttribute('autofocus', email !== '')}
        hint={creates ? `At least ${PASSWORD_MIN} characters.` : undefined}
        problemId={faulty}
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

/** Passwords that exist may be shorter than what a new one must have. */
function missingIn({ name, email, password }: Person, creates: boolean): string | null {
  if (creates && name === '') return 'Enter your name.';
  if (!/^\S+@\S+$/u.test(email)) return 'Enter your email address.';
  if (password === '') return 'Enter your password.';
  if (creates && password.length < PASSWORD_MIN) {
    return `Choose a password of at least ${PASSWORD_MIN} characters.`;
  }
  return null;
}
