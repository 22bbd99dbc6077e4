/** Of a long message a result shows what stands around its first hit. */

/** UTF-16 units that are shown of a message, and of what stands before the first hit. */
const SHOWN_MAX = 320;
const BEFORE_MAX = 80;
/** A word that is cut at the beginning is left out, unless it is longer than this. */
const WORD_MAX = 20;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

interface SnippetPart {
  readonly text: string;
  readonly isHit: boolean;
}

export interface Snippet {
  /** Joined they are the text that is shown. */
  readonly parts: readonly SnippetPart[];
  readonly isCutBefore: boolean;
  readonly isCutAfter: boolean;
}

type Span = readonly [from: number, to: number];

/** @param highlights where the hits are: UTF-16 offsets, ascending, none within another */
export function snippetOf(content: string, highlights: readonly Span[]): Snippet {
  const from = startOf(content, highlights[0]?.[0] ?? 0);
  const to = endOf(content, from + SHOWN_MAX);
  return {
    parts: partsBetween(content, highlights, from, to),
    isCutBefore: from > 0,
    isCutAfter: to < content.length,
  };
}

function startOf(content: string, firstHit: number): number {
  // a text that fits is not cut
  if (content.length <= SHOWN_MAX || firstHit <= BEFORE_MAX) return 0;
  const start = graphemeAt(content, Math.min(firstHit, content.length - 1) - BEFORE_MAX);
  const cutWord = new RegExp(`^\\S{0,${WORD_MAX}}\\s+`, 'u').exec(content.slice(start, firstHit))?.[0] ?? '';
  return start + cutWord.length;
}

function endOf(content: string, end: number): number {
  return end >= content.length ? content.length : graphemeAt(content, end);
}

/** Where the character begins that this unit is part of. */
function graphemeAt(content: string, index: number): number {
  return graphemes.segment(content).containing(index)?.index ?? index;
}

function partsBetween(content: string, highlights: readonly Span[], from: number, to: number): SnippetPart[] {
  const parts: SnippetPart[] = [];
  let end = from;
  const add = (upTo: number, isHit: boolean) => {
    if (upTo > end) parts.push({ text: content.slice(end, upTo), isHit });
    end = Math.max(end, upTo);
  };
  for (const [hitFrom, hitTo] of highlights) {
    add(Math.min(hitFrom, to), false);
    add(Math.min(hitTo, to), true);
  }
  add(to, false);
  return parts;
}
