import { FILE_NAME_MAX } from '#lib/attachments/limits';
import { isBlank, withoutStacks } from '#lib/content';

/** Controls, line ends, marks that turn the direction of text (a name must not read `exe.txt` backwards), and what draws nothing. */
const UNSEEN = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
/** UTF-16 units of what counts as the ending of a name. */
const ENDING_MAX = 20;

/** A file's name as it is kept and shown: no folders, nothing that is not seen, never empty, and its ending survives a cut. */
export function cleanFileName(given: string): string {
  const name = cleanLine(given.split(/[/\\]/).at(-1) ?? '');
  return cut(isBlank(name) || /^\.*$/.test(name) ? 'file' : name);
}

/** One line of a text that can neither turn nor cover what stands around it. */
export function cleanLine(text: string): string {
  const seen = text
    .toWellFormed()
    .replace(/[\t-\r\u2028\u2029]+/gu, ' ')
    .replace(UNSEEN, '');
  return withoutStacks(seen).trim();
}

function cut(name: string): string {
  if (name.length <= FILE_NAME_MAX) return name;
  const ending = /\.[^.]+$/.exec(name)?.[0] ?? '';
  const kept = ending.length <= ENDING_MAX ? ending : '';
  // not between the halves of a character
  return name.slice(0, FILE_NAME_MAX - kept.length).replace(/[\ud800-\udbff]$/, '') + kept;
}
