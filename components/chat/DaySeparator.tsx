import { memo } from 'react';
import { dayLabelOf } from './dates.ts';

/** Stays at the top while its day is read. */
export const DaySeparator = memo(function DaySeparator({ at, today }: { at: string; today: Date }) {
  return (
    <div className="pointer-events-none sticky top-0 z-1 flex justify-center pt-4 pb-1">
      <h2 className="rounded-full border border-line bg-canvas px-3 py-0.5 font-medium text-muted text-xs">
        <time dateTime={at.slice(0, 10)}>{dayLabelOf(at, today)}</time>
      </h2>
    </div>
  );
});
