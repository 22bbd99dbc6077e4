import { memo } from 'react';
import { dayLabelOf } from './dates.ts';

export const DaySeparator = memo(function DaySeparator({ at, today }: { at: string; today: Date }) {
  return (
    <div className="mt-3 flex h-9 shrink-0 items-center gap-3 px-4 after:h-px after:flex-1 after:bg-line sm:px-5">
      <h2 className="font-semibold text-muted text-xs">
        <time dateTime={at.slice(0, 10)}>{dayLabelOf(at, today)}</time>
      </h2>
    </div>
  );
});
