/** Whom a message addresses. */
import { inlinesOf } from '#lib/markdown/inlines-of';
import { parsedOf } from '#lib/markdown/parsed';

export interface Mentions {
  /** Each once, in the order of the text. */
  readonly userIds: readonly string[];
  /** All members, and those of them who are online. */
  readonly channel: boolean;
  readonly here: boolean;
}

/** What stands in code is nobody's mention. */
export function mentionsOf(content: string): Mentions {
  const found = inlinesOf(parsedOf(content));
  const isTo = (to: string) => found.some((inline) => inline.type === 'broadcast' && inline.to === to);
  return {
    userIds: [...new Set(found.flatMap((inline) => (inline.type === 'mention' ? [inline.userId] : [])))],
    channel: isTo('channel'),
    here: isTo('here'),
  };
}
