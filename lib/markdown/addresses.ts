/** Which addresses a message may lead to, and where one ends that stands in a text. */

const WEB = /^https?:\/\/[^\s/?#\\]/iu;
const MAIL = /^mailto:[^\s@]+@[^\s@]+$/iu;
const BARE = /(?:https?:\/\/|www\.)[^\s<>"]+/iuy;
/** Punctuation that ends the sentence rather than the address. */
const SENTENCE_END = /[.,;:!?'*_~…»”’]/u;
const BRACKETS: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/** @returns the address to open; null when it is none that a message may lead to */
export function hrefOf(address: string): string | null {
  if (address.startsWith('www.')) return `http://${address}`;
  return WEB.test(address) || MAIL.test(address) ? address : null;
}

/** The address that begins at this index and is not marked as a link; null when there is none. */
export function bareAddressAt(text: string, index: number): string | null {
  BARE.lastIndex = index;
  const found = BARE.exec(text)?.[0];
  return found ? withoutSentence(found) : null;
}

/** "(see https://example.com/a_(b))": the last bracket is the sentence's, the one before it the address's. */
function withoutSentence(found: string): string {
  const open = new Map<string, number>();
  let end = 0;
  for (; end < found.length; end += 1) {
    const character = found.charAt(end);
    const partner = BRACKETS[character];
    if (partner === undefined) open.set(character, (open.get(character) ?? 0) + 1);
    else if ((open.get(partner) ?? 0) === 0) break;
    else open.set(partner, (open.get(partner) ?? 0) - 1);
  }
  while (end > 0 && SENTENCE_END.test(found.charAt(end - 1))) end -= 1;
  return found.slice(0, end);
}
