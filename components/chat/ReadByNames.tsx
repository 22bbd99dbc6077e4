import { Fragment, useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/Button';
import { whoHas } from '#services/receipts';
import { usePressOutside } from '../ui/usePressOutside.ts';
import { usePlaceBeside } from './usePlaceBeside.ts';

type Audience = Awaited<ReturnType<typeof whoHas>>;

interface ReadByNamesProps {
  channelId: string;
  seq: number;
  button: { readonly current: HTMLButtonElement | null };
  onClose: () => void;
  /** Something else was pressed: that has the focus now. */
  onLeave: () => void;
}

/** Who has a message. Outside the list, which would cut it off. */
export default function ReadByNames({ channelId, seq, button, onClose, onLeave }: ReadByNamesProps) {
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
