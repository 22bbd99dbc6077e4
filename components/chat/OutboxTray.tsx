import { CircleAlert, CircleCheck, Clock } from 'lucide-react';
import {
  type KeyboardEvent,
  type RefObject,
  Suspense,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { PendingMessage } from '#lib/timeline/pending';
import { lazyLater } from '../state/lazyLater.ts';
import { useChat } from '../state/useChat.ts';
import { usePressOutside } from '../ui/usePressOutside.ts';
import type { OutboxActions } from './OutboxEntry.tsx';

const OutboxPanel = lazyLater(() => import('./OutboxPanel.tsx'));

/** Milliseconds a message may be on its way before the tray offers itself: most are stored long before. */
const LATE_AFTER = 1_000;

interface OutboxTrayProps {
  myId: string;
  actions: OutboxActions;
}

/** What has not been sent yet, of all channels. There is nothing to see of it while messages go out as they should. */
export function OutboxTray({ myId, actions }: OutboxTrayProps) {
  const items = useOwnPending(myId);
  const isLate = useIsLate(items[0]?.id ?? null);
  const [isOpen, setOpen] = useState(false);
  const tray = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panelId = useId();
  // the focus stays where it is when the last message goes out
  const [hasFocus, setFocus] = useState(false);
  usePressOutside(isOpen, [tray], () => setOpen(false));

  if (!isLate && !isOpen && !hasFocus) return null;

  function handleKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the panel from anywhere in it
    <div
      ref={tray}
      onKeyDown={handleKeyDown}
      onFocus={() => setFocus(true)}
      onBlur={({ currentTarget, relatedTarget }) => setFocus(currentTarget.contains(relatedTarget))}
      className="relative shrink-0"
    >
      <TrayButton
        items={items}
        isOpen={isOpen}
        panelId={panelId}
        button={button}
        onToggle={() => setOpen(!isOpen)}
      />
      {isOpen && (
        <Suspense>
          <OutboxPanel id={panelId} items={items} actions={actions} />
        </Suspense>
      )}
    </div>
  );
}

interface TrayButtonProps {
  items: readonly PendingMessage[];
  isOpen: boolean;
  panelId: string;
  button: RefObject<HTMLButtonElement | null>;
  onToggle: () => void;
}

function TrayButton({ items, isOpen, panelId, button, onToggle }: TrayButtonProps) {
  const failed = items.filter(({ state }) => state === 'failed').length;
  const Icon = failed > 0 ? CircleAlert : items.length > 0 ? Clock : CircleCheck;
  return (
    <button
      ref={button}
      type="button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? panelId : undefined}
      onClick={onToggle}
      className={`inline-flex min-h-8 items-center gap-1.5 rounded-lg border border-edge px-2.5 font-medium text-sm tabular-nums transition-colors hover:bg-hover pointer-coarse:min-h-10 ${failed > 0 ? 'text-danger' : ''}`}
    >
      <Icon aria-hidden="true" className="size-4" />
      {/* on a phone the channel's name needs the room */}
      <span className="max-sm:sr-only">{summaryOf(items.length - failed, failed)}</span>
      <span aria-hidden="true" className="sm:hidden">
        {items.length}
      </span>
    </button>
  );
}

function useOwnPending(myId: string): readonly PendingMessage[] {
  const pending = useChat((chat) => chat.pending);
  return useMemo(() => pending.filter(({ senderId }) => senderId === myId), [pending, myId]);
}

/** True once the oldest message has waited for a while, and from then on until none is left. */
function useIsLate(oldestId: string | null): boolean {
  const [isLate, setLate] = useState(false);
  if (oldestId === null && isLate) setLate(false);
  useEffect(() => {
    if (oldestId === null) return;
    const timer = setTimeout(() => setLate(true), LATE_AFTER);
    return () => clearTimeout(timer);
  }, [oldestId]);
  return isLate;
}

function summaryOf(waiting: number, failed: number): string {
  const parts = [waiting > 0 && `${waiting} waiting`, failed > 0 && `${failed} failed`];
  return parts.filter(Boolean).join(', ') || 'Nothing left';
}
