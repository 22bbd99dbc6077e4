export interface TextPart {
  text: string;
  /** Only ever http or https. */
  href?: string;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"]+/giu;
/** Punctuation that ends the sentence rather than the address. */
const SENTENCE_END = /[.,;:!?'*_~…»”’]$/u;
const BRACKETS: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/** The pages of the chat. What else its origin has is a file or a function. */
const PAGE = /^\/(?:$|c\/|search$)/;

/** @param href absolute @returns where in the chat of this origin it leads; null when it leads out of it */
export function pathOfPage(href: string, origin: string): string | null {
  const url = new URL(href);
  return url.origin === origin && PAGE.test(url.pathname) ? url.pathname + url.search + url.hash : null;
}

/** Cuts a text into plain parts and addresses. Joined again the parts are the text. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutSentenceEnd(match[0]);
    const href = hrefOf(address);
    if (!href) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

function withoutSentenceEnd(address: string): string {
  let kept = address;
  while (SENTENCE_END.test(kept) || closesNothing(kept)) kept = kept.slice(0, -1);
  return kept;
}

/** "(see https://example.com/a_(b))": the last bracket is the sentence's, the one before it the address's. */
function closesNothing(address: string): boolean {
  const close = address.at(-1) ?? '';
  const open = BRACKETS[close];
  return open !== undefined && address.split(close).length > address.split(open).length;
}

function hrefOf(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}
