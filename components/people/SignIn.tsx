import { useState } from 'react';
import { Button } from '#components/ui/Button';
import { Mark } from '#components/ui/Mark';
import { useSubmit } from '../ui/useSubmit.ts';
import { AccountForm } from './AccountForm.tsx';
import { DemoPeople } from './DemoPeople.tsx';
import type { DemoPerson } from './demo-people.ts';

interface Credentials {
  email: string;
  password: string;
}

interface SignInProps {
  title: string;
  intro: string;
  /** Filled in for somebody who was signed in before. */
  email?: string;
  demoPeople: readonly DemoPerson[];
  onSignIn: (credentials: Credentials) => Promise<void>;
  /** Nobody can create an account where this is missing. */
  onSignUp?: (person: Credentials & { name: string }) => Promise<void>;
}

/** Nothing that was typed is lost when the answer is no: the fields are the browser's own and stay as they are. */
export default function SignIn({ title, intro, email = '', demoPeople, onSignIn, onSignUp }: SignInProps) {
  const [isNew, setNew] = useState(false);
  const { isBusy, problem, setProblem, submit } = useSubmit();
  const creates = isNew && onSignUp !== undefined;

  function toggleMode() {
    setProblem(null);
    setNew(!isNew);
  }

  return (
    <div className="p-6 sm:p-8">
      <Mark className="size-10" />
      <h1 className="mt-4 text-balance font-semibold text-xl tracking-tight">
        {creates ? 'Create an account' : title}
      </h1>
      <p className="mt-1 text-muted">{creates ? 'For a member of this team.' : intro}</p>
      <AccountForm
        creates={creates}
        email={email}
        isBusy={isBusy}
        problem={problem}
        onProblem={setProblem}
        onSubmit={(person) => submit(() => (creates ? onSignUp(person) : onSignIn(person)))}
      />
      {onSignUp && (
        <Button look="quiet" className="mt-2 -ms-3.5 text-sm" disabled={isBusy} onClick={toggleMode}>
          {isNew ? 'I have an account' : 'Create an account'}
        </Button>
      )}
      {!isNew && (
        <DemoPeople
          people={demoPeople}
          isBusy={isBusy}
          onChoose={(person) => submit(() => onSignIn({ email: person.email, password: person.password }))}
        />
      )}
    </div>
  );
}
