/** How high a text will be, without parsing it: ten thousand are guessed before a list is drawn. CSS pixels. */
import { isLong, isOpened, MORE_HEIGHT, SHORT_HEIGHT } from './long-text.ts';

/** As the blocks are drawn: see `styles.css` and the components beside this. */
const LINE = 23;
const GAP = 8;
const CODE_LINE = 20;
/** Its borders, its head and the space around its lines. */
const AROUND_CODE = 46;
const TABLE_ROW = 32;
const EMOJI_LINE = 40;
/** Of the page's font, in the mix of a chat. */
const CHARACTER = 7.4;

const FENCE = /^ {0,3}(?:`{3}|~{3})/;
const TABLE = /^ {0,3}\|.*\|\s*$/;
const TABLE_MARKS = /^[ |:-]+$/;
const FEW_EMOJI = /^(?:\p{RGI_Emoji}|\s){1,20}$/v;

/** @param width of the text */
export function guessTextHeight(messageId: string, content: string, width: number): number {
  if (FEW_EMOJI.test(content)) return EMOJI_LINE;
  const height = content.includes('\n')
    ? heightOfLines(content, width)
    : linesIn(content.length, width) * LINE;
  return isLong(height) ? MORE_HEIGHT + (isOpened(messageId) ? height : SHORT_HEIGHT) : height;
}

function heightOfLines(content: string, width: number): number {
  let height = 0;
  let isInCode = false;
  let isAfterGap = true;
  for (const line of content.split('\n')) {
    const isFence = FENCE.test(line);
    if (isFence) {
      if (!isInCode) height += AROUND_CODE + (isAfterGap ? 0 : GAP);
      isInCode = !isInCode;
    } else if (isInCode) {
      height += CODE_LINE;
    } else if (line.trim() === '') {
      height += isAfterGap ? 0 : GAP;
    } else if (TABLE.test(line)) {
      height += TABLE_MARKS.test(line) ? 0 : TABLE_ROW;
    } else {
      height += linesIn(line.length, width) * LINE;
    }
    isAfterGap = !isInCode && !isFence && line.trim() === '';
  }
  return height;
}

function linesIn(length: number, width: number): number {
  return Math.max(1, Math.ceil(length / Math.max(12, width / CHARACTER)));
}
