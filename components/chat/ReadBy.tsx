import { Fragment, type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '#components/ui/Button';
import { whoHas } from '#services/receipts';
import { usePressOutside } from '../ui/usePressOutside.ts';
import { usePlaceBeside } from './usePlaceBeside.ts';

type Audience = Awaited<ReturnType<typeof whoHas>>;

interface ReadByProps {
  channelId: string;
  seq: number;
  /** The message's status, as a sign and a word. */
  children: ReactNode;
}

/** The status of an own message, and on demand the names behind it. */
export function ReadBy({ channelId, seq, children }: ReadByProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);

  function close() {
    setOpen(false);
    button.current?.focus();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        // a check is smaller than a finger
        className="relative block rounded-sm after:absolute after:-inset-1.5 pointer-coarse:after:-inset-3.5"
      >
        {children}
        <span className="sr-only">, show who has it</span>
      </button>
      {isOpen &&
        createPortal(
          <Names
            channelId={channelId}
            seq={seq}
            button={button}
            onClose={close}
            onLeave={() => setOpen(false)}
          />,
          document.body,
        )}
    </>
  );
}

interface NamesProps {
  channelId: string;
  seq: number;
  button: { readonly current: HTMLButtonElement | null };
  onClose: () => void;
  /** Something else was pressed: that has the focus now. */
  onLeave: () => void;
}

/** Outside the list, which would cut it off. */
function Names({ channelId, seq, button, onClose, onLeave }: NamesProps) {
  const { audience, hasFailed, load } = useAudience(channelId, seq);
  const panel = useRef<HTMLDivElement>(null);
  const place = usePlaceBeside(button);

  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  usePressOutside(true, [panel, button], onLeave);

  return (
    <div
      ref={panel}
      role="dialog"
      aria-label="Who has this message"
      tabIndex={-1}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
      style={place}
      className="fixed z-10 grid max-h-[40dvh] w-max max-w-[min(18rem,calc(100vw-2rem))] gap-1 overflow-y-auto rounded-lg border border-line bg-raised px-3.5 py-2.5 text-sm shadow-float outline-hidden"
    >
      <div aria-live="polite">
        {audience && <AudienceNames audience={audience} />}
        {!audience && !hasFailed && <p className="text-muted">Asking who has it…</p>}
        {hasFailed && <p className="text-danger">This could not be loaded.</p>}
      </div>
      {hasFailed && <Button onClick={load}>Try again</Button>}
    </div>
  );
}

function useAudience(channelId: string, seq: number) {
  const [audience, setAudience] = useState<Audience | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [turn, setTurn] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn is a wish to try again
  useEffect(() => {
    let isCurrent = true;
    setFailed(false);
    whoHas(channelId, seq).then(
      (found) => isCurrent && setAudience(found),
      () => isCurrent && setFailed(true),
    );
    return () => {
      isCurrent = false;
    };
  }, [channelId, seq, turn]);

  return { audience, hasFailed, load: () => setTurn(turn + 1) };
}

function AudienceNames({ audience: { readBy, deliveredTo } }: { audience: Audience }) {
  if (readBy.length + deliveredTo.length === 0) return <p>Nobody else has it yet.</p>;
  return (
    <>
      {readBy.length > 0 && <NameList what="Read by" names={readBy} />}
      {deliveredTo.length > 0 && <NameList what="Delivered to" names={deliveredTo} />}
    </>
  );
}

function NameList({ what, names }: { what: string; names: readonly string[] }) {
  return (
    <p>
      <span className="text-muted">{what} </span>
      {names.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two people may have one name
        <Fragment key={index}>
          {index > 0 && ', '}
          <bdi>{name}</bdi>
        </Fragment>
      ))}
    </p>
  );
}
