/** What stands in the round brackets of a link. */

export interface LinkTarget {
  readonly address: string;
  readonly title: string | null;
  /** Index behind the closing bracket. */
  readonly end: number;
}

/** UTF-16 units of an address and of a title. So much is looked at for each `](` of a text, however many there are. */
const ADDRESS_MAX = 2_000;
const TITLE_MAX = 500;
const BRACKETS_MAX = 32;

const ANGLED = /<((?:\\.|[^\n<>\\])*)>/uy;
const TITLE = /"((?:\\[\s\S]|[^"\\])*)"|'((?:\\[\s\S]|[^'\\])*)'|\(((?:\\[\s\S]|[^()\\])*)\)/uy;
const GAP = /[ \t]*\n?[ \t]*/uy;
const ESCAPED = /\\([!-/:-@[-`{-~])/g;

/** @param index of what follows the opening bracket @returns null when there is no link */
export function linkTargetAt(text: string, index: number): LinkTarget | null {
  let at = index + matchAt(GAP, text, index).length;
  const address = addressAt(text, at);
  if (address === null) return null;
  at += address.length;
  const gap = matchAt(GAP, text, at);
  at += gap.length;
  const quoted = gap && text.charAt(at) !== ')' ? matchAt(TITLE, text.slice(0, at + TITLE_MAX), at) : '';
  at += quoted.length;
  if (quoted) at += matchAt(GAP, text, at).length;
  if (text.charAt(at) !== ')') return null;
  const title = quoted ? unescapeMarks(quoted.slice(1, -1)) : null;
  const plain = address.startsWith('<') ? address.slice(1, -1) : address;
  return { address: unescapeMarks(plain), title, end: at + 1 };
}

/** Takes away the backslashes that keep marks from being marks. */
function unescapeMarks(text: string): string {
  return text.replace(ESCAPED, '$1');
}

function addressAt(text: string, index: number): string | null {
  if (text.charAt(index) === '<') return matchAt(ANGLED, text.slice(0, index + ADDRESS_MAX), index) || null;
  const limit = Math.min(text.length, index + ADDRESS_MAX);
  let open = 0;
  let at = index;
  for (; at < limit; at += 1) {
    const character = text.charAt(at);
    // white space and controls end it
    if (character <= ' ' || character === '\x7f') break;
    if (character === '\\' && /[!-/:-@[-`{-~]/.test(text.charAt(at + 1))) at += 1;
    else if (character === '(') open += 1;
    else if (character === ')') {
      if (open === 0) break;
      open -= 1;
    }
    if (open > BRACKETS_MAX) return null;
  }
  return open === 0 && at < index + ADDRESS_MAX ? text.slice(index, at) : null;
}

function matchAt(pattern: RegExp, text: string, index: number): string {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0] ?? '';
}
