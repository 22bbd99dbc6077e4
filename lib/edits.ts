/** An edit that somebody is writing, beside the message that it is of. Pure. */
import { isBlank, trimContent } from '#lib/content';
import type { Message } from '#lib/contracts/messages';

export interface Edit {
  /** What would be saved: with ids for names. */
  readonly content: string;
  /** What the message said when the edit began. */
  readonly base: string;
}

/**
 * How an edit stands to the message as it is now. Clear: it may be saved. Conflict: the message says something else since.
 * Deleted: there is nothing left to edit.
 */
export type EditStanding = 'clear' | 'conflict' | 'deleted';

export function standingOf(
  edit: Edit,
  { content, deletedAt }: Pick<Message, 'content' | 'deletedAt'>,
): EditStanding {
  if (deletedAt !== null) return 'deleted';
  return content === edit.base || content === trimContent(edit.content) ? 'clear' : 'conflict';
}

/** Whether saving would change anything; what nobody has written anything into may be closed without a word. */
export function changesText({ content, base }: Edit): boolean {
  return trimContent(content) !== base && !(isBlank(content) && base === '');
}
