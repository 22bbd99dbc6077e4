/** Runs of numbers in a row, both ends included; a list of them ascends and its members neither touch nor overlap. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export function sizeOf({ from, to }: Range): number {
  return to - from + 1;
}

/** The ranges without what lies in `gone`. Same list when there was nothing. */
export function without(ranges: readonly Range[], gone: Range): readonly Range[] {
  if (!ranges.some(({ from, to }) => from <= gone.to && to >= gone.from)) return ranges;
  return ranges.flatMap(({ from, to }) =>
    [
      { from, to: Math.min(to, gone.from - 1) },
      { from: Math.max(from, gone.to + 1), to },
    ].filter((part) => sizeOf(part) > 0),
  );
}

/** The runs of ascending numbers. */
export function runsOf(numbers: readonly number[]): readonly Range[] {
  const runs: Range[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.to === number - 1) runs[runs.length - 1] = { from: last.from, to: number };
    else runs.push({ from: number, to: number });
  }
  return runs;
}

/** What lies between ranges. */
export function gapsOf(ranges: readonly Range[]): readonly Range[] {
  return ranges
    .slice(1)
    .flatMap(({ from }, index) => {
      const before = ranges[index];
      return before ? [{ from: before.to + 1, to: from - 1 }] : [];
    })
    .filter((gap) => sizeOf(gap) > 0);
}
