import { excerptOf } from '#lib/content';
import type { Message, ReplyTo } from '#lib/contracts/messages';

/** How a reply quotes this message. */
export function quoteOf(message: Message): ReplyTo {
  const deleted = message.deletedAt !== null;
  return {
    id: message.id,
    senderName: message.senderName,
    excerpt: deleted ? '' : excerptOf(message.content),
    deleted,
  };
}
