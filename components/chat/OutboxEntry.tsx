import { useEffect, useId, useState } from 'react';
import { summaryOf } from '#lib/attachments/summary';
import type { PendingMessage } from '#lib/timeline/pending';
import { useLine } from '../state/useLine.ts';

/** What can be done with what waits. */
export interface OutboxActions {
  retry: (message: PendingMessage) => void;
  retryAll: () => void;
  discard: (message: PendingMessage) => void;
}

interface OutboxEntryProps {
  item: PendingMessage;
  channelName: string;
  actions: OutboxActions;
}

/** One message that has not been sent: where it goes, what it says and what it waits for. */
export function OutboxEntry({ item, channelName, actions }: OutboxEntryProps) {
  const isFailed = item.state === 'failed';
  const textId = useId();
  const said = useLine(summaryOf(item.content, item.attachments));
  return (
    <li className="flex flex-col gap-1 border-line border-b px-4 py-2.5 last:border-b-0">
      <p id={textId} className="truncate">
        <bdi className="font-medium">{channelName}</bdi> <bdi className="text-muted">{said}</bdi>
      </p>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5 text-sm">
        <span className={isFailed ? 'text-danger' : 'text-muted'}>
          {isFailed ? failureOf(item) : <Wait item={item} />}
        </span>
        {/* what is under way has to come back before it can be taken back */}
        {item.state !== 'sending' && (
          <span className="ms-auto inline-flex gap-2">
            <Choice of={textId} onClick={() => actions.retry(item)}>
              Retry
            </Choice>
            <Choice of={textId} onClick={() => actions.discard(item)}>
              Discard
            </Choice>
          </span>
        )}
      </div>
    </li>
  );
}

function failureOf({ reason }: PendingMessage): string {
  return reason ? `Failed · ${reason}` : 'Failed';
}

function Wait({ item: { state, retryAt } }: { item: PendingMessage }) {
  const seconds = useSecondsUntil(retryAt);
  if (state === 'sending') return 'Sending';
  return <span className="tabular-nums">{seconds ? `Queued · next try in ${seconds} s` : 'Queued'}</span>;
}

/** Whole seconds until a time, counting down; null when there is none. */
function useSecondsUntil(time: number | null): number | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (time === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [time]);
  return time === null ? null : Math.max(0, Math.ceil((time - now) / 1_000));
}

interface ChoiceProps {
  /** Id of the text it is about: all entries have the same two buttons. */
  of: string;
  onClick: () => void;
  children: string;
}

function Choice({ of, onClick, children }: ChoiceProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      aria-describedby={of}
      className="min-h-7 rounded-md border border-edge px-2.5 font-medium transition-colors hover:bg-hover pointer-coarse:min-h-10"
    >
      {children}
    </button>
  );
}
