/** Stands above the first message that was not read when the channel was opened. */
export function NewLine() {
  return (
    <div className="mt-3 flex h-9 shrink-0 items-center gap-3 px-4 before:h-px before:flex-1 before:bg-accent sm:px-5">
      <h2 className="font-semibold text-accent text-xs">New messages</h2>
    </div>
  );
}
