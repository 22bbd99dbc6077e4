/** What of a channel somebody has not read: counted from their watermark and the messages that exist, never counted up. */
import type { Message } from '#lib/contracts/messages';
import { type ChannelTimeline, messagesOf } from '#lib/timeline/channel-timeline';
import { messagesAfter, solidStartOf } from '#lib/timeline/completeness';

/** Messages and mentions of a channel that are counted: more are "99+" in the sidebar, and cost the database time. */
export const UNREAD_MAX = 100;

/** What the server said of a channel with the last sync. */
export interface CountedChannel {
  readonly kind: 'public' | 'private' | 'direct';
  readonly lastSeq: number;
  readonly lastReadSeq: number;
  readonly unread: number;
  readonly mentions: number;
}

export interface Unread {
  readonly unread: number;
  /** Those that call this person; in a direct message that is all of them. */
  readonly mentions: number;
}

/** Of what is not loaded, the server's count stands; what came since is added to it. */
export function unreadOf(
  channel: CountedChannel,
  timeline: ChannelTimeline | undefined,
  myId: string,
): Unread {
  const { kind, lastSeq, lastReadSeq } = channel;
  const isHere = timeline !== undefined && lastReadSeq + 1 >= solidStartOf(timeline);
  const after = isHere ? lastReadSeq : Math.max(lastSeq, lastReadSeq);
  const news = timeline ? messagesAfter(messagesOf(timeline), after) : [];
  const unreadNews = news.filter(({ senderId, deletedAt }) => senderId !== myId && deletedAt === null);
  const before = isHere ? { unread: 0, mentions: 0 } : channel;
  const unread = before.unread + unreadNews.length;
  if (kind === 'direct') return { unread, mentions: unread };
  return { unread, mentions: before.mentions + unreadNews.filter((message) => calls(message, myId)).length };
}

/** Whether a message calls somebody: by name, by their being here, or with everybody. Nobody calls themselves. */
export function calls(
  { senderId, mentions, mentionsAll }: Pick<Message, 'senderId' | 'mentions' | 'mentionsAll'>,
  userId: string,
): boolean {
  return senderId !== userId && (mentionsAll || mentions.includes(userId));
}

/** As the sidebar writes it. */
export function countLabel(count: number): string {
  return count >= UNREAD_MAX ? `${UNREAD_MAX - 1}+` : String(count);
}
