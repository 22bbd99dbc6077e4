import { Suspense } from 'react';
import { Sheet } from '#components/ui/Sheet';
import { signIn } from '#services/chat';
import { readDemoPeople } from '../components/people/demo-people.ts';
import { lazyLater } from '../components/state/lazyLater.ts';

const SignIn = lazyLater(() => import('#components/people/SignIn'));
const demoPeople = readDemoPeople(document);

/** Over the chat, which stays as it is: whoever signs in again goes on where they were. */
export function ExpiredSession({ isOpen, email }: { isOpen: boolean; email: string }) {
  return (
    <Sheet isOpen={isOpen} label="Sign in again" place="centre">
      {isOpen && (
        <Suspense>
          <SignIn
            title="Sign in again"
            intro="Your session has ended. Nothing you wrote is lost."
            email={email}
            demoPeople={demoPeople.filter((person) => person.email === email)}
            onSignIn={signIn}
          />
        </Suspense>
      )}
    </Sheet>
  );
}
