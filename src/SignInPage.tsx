import SignIn from '#components/people/SignIn';
import { signIn, signUp } from '#services/chat';
import { readDemoPeople } from '../components/people/demo-people.ts';

const demoPeople = readDemoPeople(document);

export default function SignInPage() {
  return (
    <main className="fill-viewport overflow-y-auto bg-side">
      <title>Sign in · Team Chat</title>
      <div className="grid min-h-full place-items-center sm:p-6">
        <div className="w-full max-w-[26rem] bg-canvas max-sm:min-h-dvh sm:rounded-2xl sm:shadow-float">
          <SignIn
            title="Sign in to Team Chat"
            intro="The chat your team owns."
            demoPeople={demoPeople}
            onSignIn={signIn}
            onSignUp={signUp}
          />
        </div>
      </div>
    </main>
  );
}
