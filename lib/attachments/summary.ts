import { excerptOf } from '#lib/content';

/** One line of what a message says and brings: for its name, where it is quoted, and in lists of messages. */
export function summaryOf(content: string, files: readonly { name: string }[]): string {
  const [first] = files;
  const text = excerptOf(content);
  if (!first) return text;
  const brought = files.length === 1 ? first.name : `${files.length} files`;
  return text === '' ? brought : `${text} (with ${brought})`;
}
