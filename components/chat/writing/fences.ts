const OPENING = /^\s*(`{3,}(?!.*`)|~{3,})/;

/** Whether a place is in a code block: after a fence that nothing before the place has closed. */
export function isInFence(text: string, at: number): boolean {
  let fence: string | null = null;
  for (const line of text.slice(0, at).split('\n')) {
    if (fence === null) fence = OPENING.exec(line)?.[1] ?? null;
    else if (isClosing(line.trim(), fence)) fence = null;
  }
  return fence !== null;
}

/** A code block that shows a text exactly as it is. */
export function fenced(code: string, language = ''): string {
  const fence = fenceFor(code);
  return `${fence}${language}\n${code}\n${fence}`;
}

/** Of more backticks than the code has in a row. */
export function fenceFor(code: string): string {
  return '`'.repeat(Math.max(3, longestRun(code) + 1));
}

/** Backticks in a row. */
export function longestRun(code: string): number {
  return Math.max(0, ...(code.match(/`+/g) ?? []).map(({ length }) => length));
}

function isClosing(line: string, fence: string): boolean {
  return line.length >= fence.length && line === fence.charAt(0).repeat(line.length);
}
