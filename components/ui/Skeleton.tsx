/** The shape of messages that are on their way. Lines of differing length, the same ones each time. */
const LINES = [
  ['w-20', 'w-3/5'],
  ['w-14', 'w-2/5'],
  ['w-24', 'w-4/5'],
  ['w-16', 'w-1/2'],
  ['w-20', 'w-2/3'],
  ['w-14', 'w-1/3'],
] as const;

export function MessageSkeleton({ rows = LINES.length }: { rows?: number }) {
  return (
    <div aria-hidden="true" className="animate-pulse">
      {LINES.slice(0, rows).map(([name, text]) => (
        <div key={name + text} className="mt-3 flex gap-3 px-4 py-1 sm:px-5">
          <span className="size-9 shrink-0 rounded-xl bg-soft" />
          <span className="grid flex-1 gap-2 pt-1">
            <span className={`h-3 rounded bg-soft ${name}`} />
            <span className={`h-3 rounded bg-soft ${text}`} />
          </span>
        </div>
      ))}
    </div>
  );
}
