import { useCallback } from 'react';
import { Button } from '#components/ui/Button';
import { listVersions } from '#services/internalChatService';
import { exactTimeOf } from './dates.ts';
import { MessageText } from './MessageText.tsx';
import { useLoaded } from './useLoaded.ts';

/** What a message says and said before, newest first. */
export default function Versions({ messageId }: { messageId: string }) {
  const ask = useCallback(() => listVersions(messageId), [messageId]);
  const { loaded, problem, load } = useLoaded(ask, messageId);
  if (problem) {
    return (
      <p role="alert" className="text-danger">
        {problem} <Button onClick={load}>Try again</Button>
      </p>
    );
  }
  if (!loaded) return <p className="appear-late text-muted">Loading…</p>;
  return (
    <ol className="grid gap-3">
      {loaded.versions.map(({ content, writtenAt }, index) => (
        <li key={writtenAt} className="border-line border-t pt-3 first:border-t-0 first:pt-0">
          <p className="text-muted text-sm">
            <time dateTime={writtenAt}>{exactTimeOf(writtenAt)}</time>
            {index === 0 && ' · now'}
          </p>
          <MessageText messageId={messageId} content={content} />
        </li>
      ))}
    </ol>
  );
}
