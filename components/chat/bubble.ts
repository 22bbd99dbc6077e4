import type { Attachment, LinkPreview, Message, ReplyTo } from '#lib/contracts/messages';
import type { User } from '#lib/contracts/sync';
import type { DeliveryState } from '#lib/receipts';
import type { PendingMessage } from '#lib/timeline/pending';
import { calls } from '#lib/timeline/unread';
import { timeOf } from './dates.ts';

export type MessageStatus = 'Queued' | 'Sending' | DeliveryState | 'Failed';

/** What the list shows of a message, stored or not: one shape, so that one element can go from one to the other. */
export interface Bubble {
  id: string;
  authorId: string;
  authorName: string;
  at: string;
  content: string;
  replyTo: ReplyTo | null;
  preview: LinkPreview | null;
  attachments: readonly Attachment[];
  isEdited: boolean;
  /** It shows a text that the server does not have yet. */
  isSaving: boolean;
  isDeleted: boolean;
  /** It calls its reader. */
  callsMe: boolean;
  /** Null for what others wrote. */
  status: MessageStatus | null;
  /** Why it failed. */
  reason: string | null;
}

/** @param delivery how far an own message has come, once it is stored; null for what others wrote */
export function bubbleOf(entry: Message | PendingMessage, me: User, delivery: DeliveryState | null): Bubble {
  return 'state' in entry ? bubbleOfPending(entry, me) : bubbleOfStored(entry, me, delivery);
}

function bubbleOfStored(message: Message, me: User, delivery: DeliveryState | null): Bubble {
  return {
    id: message.id,
    authorId: message.senderId,
    authorName: message.senderName,
    at: message.createdAt,
    content: message.content,
    replyTo: message.replyTo,
    preview: message.preview,
    attachments: message.attachments,
    isEdited: message.editedAt !== null,
    isSaving: false,
    isDeleted: message.deletedAt !== null,
    callsMe: calls(message, me.id),
    status: delivery,
    reason: null,
  };
}

const STATUS_OF = { queued: 'Queued', sending: 'Sending', failed: 'Failed' } as const;

function bubbleOfPending(pending: PendingMessage, me: User): Bubble {
  return {
    id: pending.id,
    authorId: me.id,
    authorName: me.name,
    at: pending.writtenAt,
    content: pending.content,
    replyTo: pending.replyTo,
    preview: null,
    attachments: pending.attachments,
    isEdited: false,
    isSaving: false,
    isDeleted: false,
    callsMe: false,
    status: STATUS_OF[pending.state],
    reason: pending.reason ?? null,
  };
}

/** The accessible name: one sentence, its author first. @param said the beginning of its text, with names */
export function readoutOf({ authorName, at, isDeleted, callsMe }: Bubble, said: string): string {
  return `${authorName}${callsMe ? ', mentions you' : ''}, ${timeOf(at)}: ${isDeleted ? DELETED : said}`;
}

export const DELETED = 'This message was deleted';
