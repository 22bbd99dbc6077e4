/** Whom a message addresses. */
import { codeIn, isWithin } from '#lib/mentions/code';

export interface Mentions {
  /** Each once, in the order of the text. */
  readonly userIds: readonly string[];
  /** All members, and those of them who are online. */
  readonly channel: boolean;
  readonly here: boolean;
}

const NOBODY: Mentions = { userIds: [], channel: false, here: false };

/** What stands in code is nobody's mention, nor is what a backslash makes text. */
export function mentionsOf(content: string): Mentions {
  if (!content.includes('<')) return NOBODY;
  const code = codeIn(content);
  const called = [...content.matchAll(CALL)].filter(
    ({ index }) => !isWithin(code, index) && !isEscaped(content, index),
  );
  const ids = called.flatMap(({ groups }) => groups?.id?.toLowerCase() ?? []);
  const isTo = (to: string) => called.some(({ groups }) => groups?.to?.toLowerCase() === to);
  return { userIds: [...new Set(ids)], channel: isTo('channel'), here: isTo('here') };
}

const CALL = /<(?:@(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|!(?<to>channel|here))>/gi;

/** Behind an odd number of backslashes. */
function isEscaped(content: string, index: number): boolean {
  let start = index;
  while (content.charAt(start - 1) === '\\') start -= 1;
  return (index - start) % 2 === 1;
}
