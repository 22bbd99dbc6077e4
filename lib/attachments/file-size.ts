const UNITS = ['bytes', 'KB', 'MB', 'GB'] as const;
const STEP = 1024;

/** A file's size as people say it: 3 MB, 1.4 MB, 800 KB. */
export function sizeInWords(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= STEP && unit < UNITS.length - 1) {
    size /= STEP;
    unit += 1;
  }
  const digits = unit > 0 && size < 10 ? 1 : 0;
  return bytes === 1 ? '1 byte' : `${Number(size.toFixed(digits)).toLocaleString('en')} ${UNITS[unit]}`;
}
