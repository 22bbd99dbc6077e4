import { lazy, Suspense } from 'react';
import { useChat } from '../components/state/useChat.ts';
import { ChatSkeleton } from './ChatSkeleton.tsx';
import { ExpiredSession } from './ExpiredSession.tsx';
import { Workspace } from './Workspace.tsx';

const SignInPage = lazy(() => import('./SignInPage.tsx'));

/** What there is to see depends on the session alone. */
export function App() {
  const session = useChat((chat) => chat.session);
  const me = useChat((chat) => chat.me);

  if (session === 'signed-out') {
    return (
      <Suspense>
        <SignInPage />
      </Suspense>
    );
  }
  if (session === 'unknown' || !me) return <ChatSkeleton />;
  return (
    <>
      <Workspace me={me} />
      <ExpiredSession isOpen={session === 'expired'} email={me.email} />
    </>
  );
}
