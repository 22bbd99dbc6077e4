import { summaryOf } from '#lib/attachments/summary';
import type { Message, ReplyTo } from '#lib/contracts/messages';

/** How a reply quotes this message. */
export function quoteOf(message: Message): ReplyTo {
  const deleted = message.deletedAt !== null;
  return {
    id: message.id,
    senderName: message.senderName,
    excerpt: deleted ? '' : summaryOf(message.content, message.attachments),
    deleted,
  };
}
