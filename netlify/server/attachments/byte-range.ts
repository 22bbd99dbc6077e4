/** Bytes from `start` up to but without `end`. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * What a Range header asks for of so many bytes: one range, as players do who seek. Null: everything, also for what we do not
 * understand, as the standard has it.
 */
export function rangeOf(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return null;
  // the last so many bytes
  if (from === '')
    return Number(to) === 0 ? 'unsatisfiable' : { start: Math.max(0, size - Number(to)), end: size };
  const start = Number(from);
  const end = to === '' ? size : Math.min(size, Number(to) + 1);
  if (start >= size) return 'unsatisfiable';
  return start < end ? { start, end } : null;
}
