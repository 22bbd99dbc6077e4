import { Button } from '#components/ui/Button';
import { MessageSkeleton } from '#components/ui/Skeleton';
import { startChat } from '#services/chat';
import { useChat } from '../components/state/useChat.ts';

const CHANNELS = ['w-24', 'w-20', 'w-28', 'w-16'];

/** The shape of the chat before anything of it is known. */
export function ChatSkeleton() {
  const loadError = useChat((chat) => chat.loadError);
  return (
    <main className="fill-viewport flex">
      <div className="w-64 shrink-0 bg-side p-4 pt-20 max-md:hidden" aria-hidden="true">
        <div className="grid animate-pulse gap-5">
          {CHANNELS.map((width) => (
            <span key={width} className={`h-3 rounded bg-soft ${width}`} />
          ))}
        </div>
      </div>
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="h-15 border-line border-b" />
        {loadError ? <LoadError sentence={loadError} /> : <Loading />}
      </div>
    </main>
  );
}

function Loading() {
  return (
    <div className="flex flex-1 flex-col justify-end pb-24">
      <p className="sr-only">Loading the chat</p>
      <MessageSkeleton />
    </div>
  );
}

function LoadError({ sentence }: { sentence: string }) {
  return (
    <div className="grid flex-1 place-content-center justify-items-center gap-4 p-6 text-center">
      <div role="alert">
        <h1 className="font-semibold text-lg">The chat could not be loaded</h1>
        <p className="mt-1 text-muted">{sentence}. It is tried again by itself.</p>
      </div>
      <Button look="primary" onClick={() => void startChat()}>
        Try again
      </Button>
    </div>
  );
}
