const EXAMPLES = [
  ['"exact phrase"', 'these words, one after the other'],
  ['-word', 'without this word; also -from: and -in:'],
  ['from:mary', 'written by somebody; from:me for yourself'],
  ['in:general', 'in a channel, or with a person'],
  ['after:2026-01-31', 'also before: and on:, with a date'],
  ['has:link', 'with an address in it; has:file with a file'],
  ['mentions:me', 'that call you by name'],
] as const;

/** What can be typed, for who has not typed anything yet. */
export function SearchHelp() {
  return (
    <div className="px-3 pt-2">
      <h2 className="font-semibold">Find anything you may read</h2>
      <p className="mt-0.5 text-muted">
        Parts of words are found, too. What is chosen above can also be typed:
      </p>
      <dl className="mt-3 grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2 text-sm">
        {EXAMPLES.map(([typed, meaning]) => (
          <div key={typed} className="contents">
            <dt>
              <code className="whitespace-nowrap rounded-md bg-side px-1.5 py-0.5">{typed}</code>
            </dt>
            <dd className="text-muted">{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
