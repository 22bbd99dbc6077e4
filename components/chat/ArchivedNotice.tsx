import { Archive } from 'lucide-react';

/** Stands where the composer was. */
export function ArchivedNotice() {
  return (
    <p className="mx-4 mb-[max(1rem,env(safe-area-inset-bottom))] flex items-center justify-center gap-2 rounded-xl border border-line bg-side px-4 py-3 text-muted sm:mx-5">
      <Archive aria-hidden="true" className="size-4" />
      This channel is archived: it can be read and searched, but not written to.
    </p>
  );
}
