/** When a text is so long that only its beginning is shown. CSS pixels. */

/** What is shown of it at first. */
export const SHORT_HEIGHT = 460;
/** Characters that are more than this height holds: what comes after them is not laid out. */
export const SHORT_LENGTH = 4_000;
/** A text that is only a little longer is shown whole. */
const SPARED = 140;
/** The button below it. */
export const MORE_HEIGHT = 32;

/** Texts that cannot be so long in any window are not measured. */
const LENGTH_MIN = 350;
const LINES_MIN = 8;

/** Those that are long in every window are cut before they are. */
const SURE_LENGTH = SHORT_LENGTH;
const SURE_LINES = 60;

export function mayBeLong(content: string): boolean {
  return content.length >= LENGTH_MIN || countLines(content) >= LINES_MIN;
}

export function isSurelyLong(content: string): boolean {
  return content.length >= SURE_LENGTH || countLines(content) >= SURE_LINES;
}

function countLines(content: string): number {
  let lines = 1;
  for (let at = content.indexOf('\n'); at >= 0; at = content.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

export function isLong(height: number): boolean {
  return height > SHORT_HEIGHT + SPARED;
}

/** Messages that somebody has opened stay open while they come and go with scrolling. */
const opened = new Set<string>();

export function isOpened(messageId: string): boolean {
  return opened.has(messageId);
}

export function noteOpened(messageId: string, isOpen: boolean): void {
  if (isOpen) opened.add(messageId);
  else opened.delete(messageId);
}
