import { ATTACHMENT_MAX_BYTES, ATTACHMENTS_MAX } from '#lib/attachments/limits';

interface Picked {
  name: string;
  /** Bytes. */
  size: number;
}

/** Up to so many files are refused by name; of more, only their number is said. */
const NAMED_MAX = 3;
const MAX = `${ATTACHMENT_MAX_BYTES / 1024 / 1024} MB`;

/**
 * Sorts out which of the picked files a message takes.
 * @param free how many it still has room for
 * @returns those, and sentences about the others
 */
export function sortOut<T extends Picked>(
  files: readonly T[],
  free: number,
): { taken: T[]; problems: string[] } {
  const empty = files.filter(({ size }) => size === 0);
  const tooLarge = files.filter(({ size }) => size > ATTACHMENT_MAX_BYTES);
  const good = files.filter(({ size }) => size > 0 && size <= ATTACHMENT_MAX_BYTES);
  const room = Math.max(0, free);
  return {
    taken: good.slice(0, room),
    problems: [
      ...sentencesFor(empty, 'empty'),
      ...sentencesFor(tooLarge, `larger than ${MAX}`),
      ...tooMany(good.slice(room)),
    ],
  };
}

function sentencesFor(files: readonly Picked[], what: string): string[] {
  if (files.length > NAMED_MAX) return [`${files.length} files are ${what}`];
  return files.map(({ name }) => `“${name}” is ${what}`);
}

function tooMany(files: readonly Picked[]): string[] {
  const [first] = files;
  if (!first) return [];
  const which = files.length === 1 ? `“${first.name}” is one file` : `${files.length} files are`;
  return [`${which} too many: a message takes ${ATTACHMENTS_MAX}`];
}
