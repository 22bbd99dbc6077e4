import { useEffect, useRef } from 'react';
import { Button } from '#components/ui/Button';
import type { PendingMessage } from '#lib/timeline/pending';
import type { Channel } from '#services/chatStore';
import { useChat } from '../state/useChat.ts';
import { titleOf } from './ListStart.tsx';
import { type OutboxActions, OutboxEntry } from './OutboxEntry.tsx';

interface OutboxPanelProps {
  id: string;
  items: readonly PendingMessage[];
  actions: OutboxActions;
}

/** What has not been sent yet, and what can be done about it. */
export default function OutboxPanel({ id, items, actions }: OutboxPanelProps) {
  const channels = useChat((chat) => chat.channels);
  const panel = useRef<HTMLElement>(null);
  // the button that was pressed may be gone the next moment: the focus stays in the panel
  const stay = () => panel.current?.focus();
  useEffect(stay, []);
  const staying: OutboxActions = {
    retry: (item) => [stay(), actions.retry(item)],
    retryAll: () => [stay(), actions.retryAll()],
    discard: (item) => [stay(), actions.discard(item)],
  };
  return (
    <section
      ref={panel}
      id={id}
      tabIndex={-1}
      aria-label="Not sent yet"
      className="fixed inset-x-3 top-auto z-10 mt-2 flex max-h-[min(28rem,70dvh)] flex-col rounded-xl border border-line bg-raised shadow-float outline-hidden sm:absolute sm:inset-x-auto sm:end-0 sm:w-96"
    >
      <div className="flex items-center justify-between gap-3 border-line border-b px-4 py-2.5">
        <h2 className="font-semibold">Not sent yet</h2>
        {items.length > 0 && (
          <Button onClick={staying.retryAll} className="min-h-7! px-2.5! text-sm pointer-coarse:min-h-10!">
            Retry all
          </Button>
        )}
      </div>
      {items.length === 0 ? (
        <p className="px-4 py-3 text-muted">Nothing is waiting.</p>
      ) : (
        <ul className="overflow-y-auto overscroll-contain">
          {items.map((item) => (
            <OutboxEntry
              key={item.id}
              item={item}
              channelName={nameOf(channels, item.channelId)}
              actions={staying}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function nameOf(channels: readonly Channel[], id: string): string {
  const channel = channels.find((one) => one.id === id);
  return channel ? titleOf(channel) : 'A channel you have left';
}
