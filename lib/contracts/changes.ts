import * as z from 'zod/mini';
import { ErrorBody } from '#lib/contracts/errors';
import { Id, Timestamp } from '#lib/contracts/ids';
import { Message, MessageContent } from '#lib/contracts/messages';
import { emojiOf } from '#lib/emoji';

/** Answers in one page of the list of them. */
export const REPLY_PAGE_SIZE = 100;

/** POST chat-edit-message. `rev` is the message's as the editor began: another one now is a conflict. */
export const EditMessage = z.strictObject({
  id: Id,
  content: MessageContent,
  rev: z.int().check(z.positive(), z.maximum(2_147_483_647)),
});
export type EditMessage = z.infer<typeof EditMessage>;

/** The body of a 409 of chat-edit-message: what the message is now, a tombstone when it was deleted. */
export const EditConflict = z.extend(ErrorBody, { current: Message });

/** POST chat-delete-message. */
export const DeleteMessage = z.strictObject({ id: Id });
export type DeleteMessage = z.infer<typeof DeleteMessage>;

/** POST chat-react. Setting what is set already changes nothing. */
export const React = z.strictObject({
  messageId: Id,
  /** Who reacts, as the page shows them. */
  userId: z.optional(Id),
  emoji: z.pipe(
    z.string().check(z.refine((text) => emojiOf(text) !== null, 'Not an emoji')),
    z.transform((text) => emojiOf(text) ?? text),
  ),
  on: z.boolean(),
});
export type React = z.infer<typeof React>;

/** GET chat-message-versions. */
export const ListVersions = z.strictObject({ id: Id });
export type ListVersions = z.infer<typeof ListVersions>;

/** What a message says and said before, newest first. */
export const MessageVersions = z.object({
  versions: z.array(z.object({ content: z.string(), writtenAt: Timestamp })),
});
export type MessageVersions = z.infer<typeof MessageVersions>;

/** GET chat-replies: the answers to a message, those after a seq. */
export const ListReplies = z.strictObject({
  messageId: Id,
  after: z.optional(
    z.pipe(z.string().check(z.regex(/^\d{1,9}$/, 'Not a whole number')), z.transform(Number)),
  ),
});
export type ListReplies = z.infer<typeof ListReplies>;

/** Ascending by seq, without deleted ones. */
export const ReplyPage = z.object({ messages: z.array(Message), hasAfter: z.boolean() });
export type ReplyPage = z.infer<typeof ReplyPage>;
