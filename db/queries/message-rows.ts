import { eq, getTableColumns } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../client.ts';
import { internalMessages, users } from '../schema.ts';

export const sender = alias(users, 'sender');
export const parent = alias(internalMessages, 'parent');
export const parentSender = alias(users, 'parent_sender');

/** What is shown beside a message: who sent it, and whom it answers. */
export const besideMessage = {
  senderName: sender.name,
  senderEmail: sender.email,
  senderImage: sender.image,
  parentContent: parent.content,
  parentDeletedAt: parent.deletedAt,
  parentSenderName: parentSender.name,
};

export type MessageRow = typeof internalMessages.$inferSelect & {
  senderName: string;
  senderEmail: string;
  senderImage: string | null;
  parentContent: string | null;
  parentDeletedAt: Date | null;
  parentSenderName: string | null;
};

export function selectMessages(db: Database) {
  return db
    .select({ ...getTableColumns(internalMessages), ...besideMessage })
    .from(internalMessages)
    .innerJoin(sender, eq(sender.id, internalMessages.senderId))
    .leftJoin(parent, eq(parent.id, internalMessages.replyToId))
    .leftJoin(parentSender, eq(parentSender.id, parent.senderId))
    .$dynamic();
}
