import type { MessageRow } from '#db/queries/message-rows';
import { excerptOf } from '#lib/content';
import type { Message, ReplyTo } from '#lib/contracts/messages';
import { firstLinkOf } from '#lib/first-link';

/** A row as it may leave the server: of a deleted message, nothing that was in it. */
export function presentMessage(row: MessageRow): Message {
  const isDeleted = row.deletedAt !== null;
  return {
    id: row.id,
    channelId: row.channelId,
    seq: row.seq,
    rev: row.rev,
    senderId: row.senderId,
    senderName: row.senderName,
    senderEmail: row.senderEmail,
    senderImage: row.senderImage,
    content: isDeleted ? '' : row.content,
    replyTo: presentParent(row),
    replyCount: row.replyCount,
    attachments: isDeleted ? [] : row.attachments,
    mentions: isDeleted ? [] : row.mentions,
    mentionsAll: !isDeleted && row.mentionsAll,
    reactions: isDeleted ? [] : row.reactions,
    preview: isDeleted ? null : presentPreview(row),
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
  };
}

/** An edit may have taken away the link that it is of. */
function presentPreview({ content, preview }: MessageRow): Message['preview'] {
  return preview && preview.url === firstLinkOf(content) ? preview : null;
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
