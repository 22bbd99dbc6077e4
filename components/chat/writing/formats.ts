import { toggleLink } from './link.ts';
import type { Passage } from './passage.ts';
import { toggleCodeBlock, toggleList, toggleQuote } from './toggle-block.ts';
import { toggleMark } from './toggle-mark.ts';

export interface Format {
  name: string;
  /** With Ctrl, on a Mac with ⌘. */
  keys?: Keys;
  apply: (passage: Passage) => Passage;
}

interface Keys {
  /** The key by its place on a keyboard with Latin letters. */
  code: string;
  withShift: boolean;
  /** Without a selection the key is somebody else's. */
  needsSelection?: true;
}

export const BOLD: Format = {
  name: 'Bold',
  keys: { code: 'KeyB', withShift: false },
  apply: (passage) => toggleMark(passage, 'bold'),
};

export const ITALIC: Format = {
  name: 'Italic',
  keys: { code: 'KeyI', withShift: false },
  apply: (passage) => toggleMark(passage, 'italic'),
};

export const STRIKE: Format = {
  name: 'Strikethrough',
  keys: { code: 'KeyX', withShift: true },
  apply: (passage) => toggleMark(passage, 'strike'),
};

/** Several lines of code are a block. */
export const CODE: Format = {
  name: 'Code',
  keys: { code: 'KeyE', withShift: false },
  apply: (passage) =>
    passage.text.slice(passage.start, passage.end).trim().includes('\n')
      ? toggleCodeBlock(passage)
      : toggleMark(passage, 'code'),
};

export const CODE_BLOCK: Format = { name: 'Code block', apply: toggleCodeBlock };

export const LIST: Format = {
  name: 'List',
  keys: { code: 'Digit8', withShift: true },
  apply: toggleList,
};

export const QUOTE: Format = {
  name: 'Quote',
  keys: { code: 'Digit9', withShift: true },
  apply: toggleQuote,
};

export const LINK: Format = {
  name: 'Link',
  // with nothing to link it opens the list of conversations
  keys: { code: 'KeyK', withShift: false, needsSelection: true },
  apply: toggleLink,
};

const FORMATS = [BOLD, ITALIC, STRIKE, CODE, CODE_BLOCK, LIST, QUOTE, LINK];

const isMac = /mac|iphone|ipad/i.test(navigator.platform);

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** What a key press asks to do with a selection. On a Mac, Ctrl moves the caret and formats nothing. */
export function formatOfKey(press: KeyPress, hasSelection: boolean): Format | undefined {
  if (press.altKey || press.ctrlKey === isMac || press.metaKey !== isMac) return undefined;
  const code = codeOf(press);
  return FORMATS.find(
    ({ keys }) =>
      keys?.code === code && keys.withShift === press.shiftKey && (hasSelection || !keys.needsSelection),
  );
}

/** As the hint at a button has it. */
export function shortcutOf({ keys }: Format): string {
  if (!keys) return '';
  const key = keys.code.replace(/^(?:Key|Digit)/, '');
  return isMac ? `${keys.withShift ? '⇧' : ''}⌘${key}` : `Ctrl+${keys.withShift ? 'Shift+' : ''}${key}`;
}

/** By its letter where the layout has Latin letters, wherever they are; otherwise by its place. */
function codeOf({ key, code }: KeyPress): string {
  return /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : code;
}
