import { typingSentence } from '#lib/typing';
import { useChat } from '../state/useChat.ts';

const NOBODY: readonly string[] = [];

/** Who is typing here. It keeps its height while nobody is, so that nothing moves when somebody begins. */
export function TypingLine({ channelId }: { channelId: string }) {
  const names = useChat((chat) => chat.typing[channelId]) ?? NOBODY;
  return (
    <p role="status" className="h-5 shrink-0 truncate px-6 text-muted text-xs leading-5 sm:px-7">
      {typingSentence(names)}
    </p>
  );
}
