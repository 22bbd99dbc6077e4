/** Where a text is code: what stands there is meant as it is written. */

/** UTF-16 units, from `start` to before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Line extends Span {
  /** How many quotes it is in. */
  readonly depth: number;
  /** Without the marks of quotes and lists before it. */
  readonly rest: string;
  readonly beginsItem: boolean;
}

const QUOTES = /^(?:[ \t]{0,3}>)*/;
const ITEM = /^[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$)/;
const FENCE = /^[ \t]*(`{3,}(?=[^`]*$)|~{3,})/;

/** Blocks between fences and passages between backticks, in their order. */
export function codeIn(text: string): readonly Span[] {
  if (!text.includes('`') && !text.includes('~~~')) return [];
  const code: Span[] = [];
  let prose: Line[] = [];
  let fence: { mark: string; line: Line } | null = null;
  const endProse = () => {
    const [first, last] = [prose[0], prose.at(-1)];
    if (first && last) code.push(...passagesIn(text, first.start, last.end));
    prose = [];
  };
  for (const line of linesOf(text)) {
    if (fence && line.depth >= fence.line.depth) {
      if (!closes(line, fence.mark)) continue;
      code.push({ start: fence.line.start, end: line.end });
      fence = null;
      continue;
    }
    // the end of a quote is also the end of the code in it
    if (fence) code.push({ start: fence.line.start, end: line.start });
    const mark = FENCE.exec(line.rest)?.[1];
    fence = mark ? { mark, line } : null;
    const before = prose.at(-1);
    if (mark || line.rest.trim() === '' || line.beginsItem || (before && before.depth < line.depth))
      endProse();
    if (!mark && line.rest.trim() !== '') prose.push(line);
  }
  endProse();
  if (fence) code.push({ start: fence.line.start, end: text.length });
  return code;
}

export function isWithin(spans: readonly Span[], at: number): boolean {
  return spans.some(({ start, end }) => start <= at && at < end);
}

function linesOf(text: string): Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const quotes = QUOTES.exec(line)?.[0] ?? '';
    const quoted = line.slice(quotes.length);
    const item = ITEM.exec(quoted)?.[0] ?? '';
    const span = { start, end: start + line.length };
    start = span.end + 1;
    const depth = quotes.split('>').length - 1;
    return { ...span, depth, rest: quoted.slice(item.length), beginsItem: item !== '' };
  });
}

function closes({ rest }: Line, mark: string): boolean {
  const line = rest.trim();
  return line.length >= mark.length && line === mark.charAt(0).repeat(line.length);
}

/** A row of backticks begins code when another row as long follows in the same paragraph. */
function passagesIn(text: string, start: number, end: number): Span[] {
  const paragraph = text.slice(start, end);
  const rows = rowsIn(paragraph);
  const found: Span[] = [];
  const marks = /\\[\s\S]|`+/g;
  for (let mark = marks.exec(paragraph); mark; mark = marks.exec(paragraph)) {
    const [row] = mark;
    if (row.startsWith('\\')) continue;
    const asLong = rows.get(row.length) ?? [];
    // asked from the first to the last: what is behind is not needed again
    while ((asLong.at(-1) ?? Number.POSITIVE_INFINITY) <= mark.index) asLong.pop();
    const close = asLong.at(-1);
    if (close === undefined) continue;
    marks.lastIndex = close + row.length;
    found.push({ start: start + mark.index, end: start + marks.lastIndex });
  }
  return found;
}

/** By their length, where rows of backticks begin, the last first. */
function rowsIn(paragraph: string): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (const { 0: row, index } of [...paragraph.matchAll(/`+/g)].reverse()) {
    const asLong = rows.get(row.length);
    if (asLong) asLong.push(index);
    else rows.set(row.length, [index]);
  }
  return rows;
}
