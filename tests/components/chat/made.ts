import type { Message } from '#lib/contracts/messages';
import type { User } from '#lib/contracts/sync';
import type { PendingMessage } from '#lib/timeline/pending';
import type { Channel } from '#services/chatStore';

/** Ready-made people and messages; a test names only what it is about. */

export const kevin: User = { id: 'kevin-id', name: 'Kevin', email: 'kevin@example.com', image: null };
export const mary: User = { id: 'mary-id', name: 'Mary', email: 'mary@example.com', image: null };

export const general: Channel = {
  id: 'general-id',
  kind: 'public',
  name: 'general',
  topic: 'For everyone',
  isDefault: false,
  createdBy: null,
  archivedAt: null,
  viewEpoch: 0,
  isFavourite: false,
  isMuted: false,
  lastSeq: 0,
  lastDeliveredSeq: 0,
  lastReadSeq: 0,
  othersDeliveredSeq: 0,
  othersReadSeq: 0,
  unread: 0,
  mentions: 0,
};

export function messageOf(sender: User, content: string, more: Partial<Message> = {}): Message {
  const seq = more.seq ?? 1;
  return {
    id: `message-${seq}`,
    channelId: general.id,
    seq,
    rev: seq,
    senderId: sender.id,
    senderName: sender.name,
    senderEmail: sender.email,
    senderImage: null,
    content,
    replyTo: null,
    replyCount: 0,
    attachments: [],
    mentions: [],
    mentionsAll: false,
    reactions: [],
    preview: null,
    createdAt: new Date(2026, 10, 16, 9, 41).toISOString(),
    editedAt: null,
    deletedAt: null,
    ...more,
  };
}

export function pendingOf(content: string, more: Partial<PendingMessage> = {}): PendingMessage {
  return {
    id: 'pending-1',
    channelId: general.id,
    senderId: kevin.id,
    content,
    replyTo: null,
    attachments: [],
    waitsFor: [],
    writtenAt: new Date(2026, 10, 16, 9, 42).toISOString(),
    state: 'sending',
    attempts: 0,
    retryAt: null,
    ...more,
  };
}
