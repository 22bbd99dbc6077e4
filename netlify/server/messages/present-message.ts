import type { MessageRow } from '#db/queries/message-rows';
import { excerptOf } from '#lib/content';
import type { Message, ReplyTo } from '#lib/contracts/messages';

/** A row as it may leave the server. */
export function presentMessage(row: MessageRow): Message {
  return {
    id: row.id,
    channelId: row.channelId,
    seq: row.seq,
    rev: row.rev,
    senderId: row.senderId,
    senderName: row.senderName,
    senderEmail: row.senderEmail,
    senderImage: row.senderImage,
    content: row.deletedAt ? '' : row.content,
    replyTo: presentParent(row),
    // these three have their place in the contract from the start and their rows with the features that write them
    attachments: [],
    mentions: [],
    reactions: [],
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
  };
}

function presentParent(row: MessageRow): ReplyTo | null {
  if (!row.replyToId) return null;
  const deleted = row.parentDeletedAt !== null;
  return {
    id: row.replyToId,
    senderName: row.parentSenderName ?? '',
    excerpt: deleted ? '' : excerptOf(row.parentContent ?? ''),
    deleted,
  };
}
