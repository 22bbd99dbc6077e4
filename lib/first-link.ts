/** UTF-16 units of an address that is worth a preview. */
const ADDRESS_MAX = 2_048;

const ADDRESS = /\bhttps?:\/\/[^\s<>"]+/iu;
/** In code an address is an example. */
const SPAN = /(?<!`)(`{1,16})(?!`)[^\n]*?(?<!`)\1(?!`)/gu;
const FENCE = /^ {0,3}(`{3,}|~{3,})/u;
/** What ends the sentence, or its emphasis, rather than the address. */
const SENTENCE_END = /[.,;:!?'*_~…»”’]$/u;
const BRACKETS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** The first web address that a text links to, as it is written there: the one that gets a preview. Null without one. */
export function firstLinkOf(content: string): string | null {
  const [found] = ADDRESS.exec(withoutFences(content).replace(SPAN, ' ')) ?? [];
  if (!found || found.length > ADDRESS_MAX) return null;
  return withoutSentenceEnd(found);
}

/** A fence that nothing closes goes on to the end. */
function withoutFences(content: string): string {
  let fence: string | null = null;
  const kept: string[] = [];
  for (const line of content.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (!fence && !mark) kept.push(line);
    else if (!fence) fence = mark ?? null;
    else if (mark?.startsWith(fence) && line.trim() === mark) fence = null;
  }
  return kept.join('\n');
}

function withoutSentenceEnd(address: string): string {
  let kept = address;
  while (SENTENCE_END.test(kept) || closesNothing(kept)) kept = kept.slice(0, -1);
  return kept;
}

function closesNothing(address: string): boolean {
  const close = address.at(-1) ?? '';
  const open = BRACKETS[close];
  return open !== undefined && address.split(close).length > address.split(open).length;
}
