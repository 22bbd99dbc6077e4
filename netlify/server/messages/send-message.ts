import { v7 as uuidv7 } from 'uuid';
import { isDuplicate } from '#db/errors';
import { type Insertion, insertMessage, type NewMessage } from '#db/queries/insert-message';
import type { MessageRow } from '#db/queries/message-rows';
import { findMessage } from '#db/queries/messages';
import type { Message, SendMessage } from '#lib/contracts/messages';
import { AppError } from '#lib/errors';
import type { Deps } from '../deps.ts';
import { Answer } from '../http/answers.ts';
import { expectCaller } from '../http/expect-caller.ts';
import type { Caller } from '../http/serve.ts';
import { announceMessage } from '../realtime/announce-message.ts';
import { callsOf } from './calls-of.ts';
import { presentMessage } from './present-message.ts';

/**
 * Stores a message and tells everybody who may hear of it.
 * The same message again (a retry after a lost answer) gives the stored one and tells nobody twice.
 */
export async function sendMessage(deps: Deps, caller: Caller, input: SendMessage): Promise<Message | Answer> {
  expectCaller(caller, 'senderId', input.senderId);
  const { channelId, content, replyToId, attachmentIds, id = uuidv7() } = input;
  console.log(`📨 Saving message to channel ${channelId} request=${caller.requestId}`);
  const calls = await callsOf(deps, content, caller.requestId);
  const written = { id, channelId, content, replyToId, attachmentIds };
  const message: NewMessage = { ...written, senderId: caller.userId, calls };
  const insertion = await insertMessage(deps.db, message).catch((error) => {
    if (isDuplicate(error, 'internal_messages_pkey')) return null;
    throw error;
  });
  if (insertion?.outcome === 'stored') return tellStored(deps, caller, insertion);
  // a retry may also meet the limit, or find the channel archived, before it meets its own row; what is said in a channel
  // since its sender was removed, it is not told
  const isNew = insertion?.outcome === 'no parent' || insertion?.outcome === 'no channel';
  const stored = isNew ? null : await findRepeated(deps, message);
  if (stored) return stored;
  throw insertion ? refusal(insertion) : conflict();
}

async function tellStored(
  deps: Deps,
  caller: Caller,
  { message: row, audience }: Extract<Insertion, { outcome: 'stored' }>,
): Promise<Message | Answer> {
  const message = presentMessage(row);
  const told = await announceMessage(deps, message, audience, caller.requestId);
  return told ? message : new Answer(message, { 'x-realtime': 'deferred' });
}

/**
 * The stored message when what was sent is that message again; null when the id is new or another message's. Of one that was
 * edited or deleted since, nobody can say what it said when it was sent: the id is enough.
 */
async function findRepeated({ db }: Deps, sent: NewMessage): Promise<Message | null> {
  const stored = await findMessage(db, sent.id);
  const isOfThisPlace =
    stored?.senderId === sent.senderId &&
    stored.channelId === sent.channelId &&
    stored.replyToId === sent.replyToId;
  if (!isOfThisPlace) return null;
  const isChanged = stored.editedAt !== null || stored.deletedAt !== null;
  return isChanged || saysTheSame(stored, sent) ? presentMessage(stored) : null;
}

function saysTheSame(stored: MessageRow, sent: NewMessage): boolean {
  const files = stored.attachments.map(({ id }) => id);
  return stored.content === sent.content && files.join() === sent.attachmentIds.join();
}

function conflict(): AppError {
  return new AppError('conflict', 'This id belongs to another message', {
    issues: [{ path: 'id', message: 'Already used' }],
  });
}

function refusal(insertion: Exclude<Insertion, { outcome: 'stored' }>): AppError {
  switch (insertion.outcome) {
    case 'no channel':
      return new AppError('not_found', 'There is no such channel');
    case 'not a member':
      return new AppError('forbidden', 'Join the channel first');
    case 'archived':
      return new AppError('forbidden', 'This channel is archived');
    case 'no parent':
      return new AppError('invalid', 'Not valid: replyToId', {
        issues: [{ path: 'replyToId', message: 'There is no such message in this channel' }],
      });
    case 'no attachment':
      return new AppError('invalid', 'Not valid: attachmentIds', {
        issues: [{ path: 'attachmentIds', message: 'A file is not there any more: attach it again' }],
      });
    case 'too many':
      return new AppError('rate_limited', `Too many messages at once: wait ${insertion.retryAfter} s`, {
        retryAfter: insertion.retryAfter,
      });
  }
}
