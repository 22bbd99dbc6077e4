import type { Message } from '#lib/contracts/messages';
import type { ChannelChanges, SyncResponse } from '#lib/contracts/sync';

const uuid = (kind: number, n: number) =>
  `${String(kind).repeat(8)}-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const channelId = uuid(1, 1);
export const personId = (n: number) => uuid(2, n);
export const messageId = (n: number) => uuid(3, n);

/** A stored message; what a test does not say is filled in believably. */
export function aMessage(given: Partial<Message> & { seq: number }): Message {
  return {
    id: messageId(given.seq),
    channelId,
    rev: given.seq,
    senderId: personId(1),
    senderName: 'Mary',
    senderEmail: 'mary@example.com',
    senderImage: null,
    content: `message ${given.seq}`,
    replyTo: null,
    replyCount: 0,
    attachments: [],
    mentions: [],
    mentionsAll: false,
    reactions: [],
    preview: null,
    createdAt: new Date(Date.UTC(2026, 10, 23, 9, given.seq)).toISOString(),
    editedAt: null,
    deletedAt: null,
    ...given,
  };
}

export function theChanges(given: Partial<ChannelChanges> = {}): ChannelChanges {
  const messages = given.messages ?? [];
  return {
    id: channelId,
    kind: 'public',
    name: 'general',
    topic: '',
    isDefault: false,
    createdBy: null,
    archivedAt: null,
    viewEpoch: 0,
    isFavourite: false,
    isMuted: false,
    lastSeq: messages.at(-1)?.seq ?? 0,
    lastRev: Math.max(0, ...messages.map(({ rev }) => rev)),
    lastDeliveredSeq: 0,
    lastReadSeq: 0,
    othersDeliveredSeq: 0,
    othersReadSeq: 0,
    unread: 0,
    mentions: 0,
    reset: false,
    messages,
    ...given,
  };
}

export function aSync(channels: ChannelChanges[], me = 1): SyncResponse {
  const user = { id: personId(me), name: `Person ${me}`, email: `p${me}@example.com`, image: null };
  return {
    me: { ...user, isOwner: false },
    users: [user],
    realtime: { key: 'key', cluster: 'local', teamChannel: 'team-chat' },
    channels,
    serverTime: new Date(0).toISOString(),
  };
}
