import { v7 as uuidv7 } from 'uuid';
import { isDuplicate } from '#db/errors';
import { type Insertion, insertMessage, type NewMessage } from '#db/queries/insert-message';
import { findMessage } from '#db/queries/messages';
import type { Message, SendMessage } from '#lib/contracts/messages';
import { AppError } from '#lib/errors';
import type { Deps } from '../deps.ts';
import { Answer } from '../http/answers.ts';
import type { Caller } from '../http/serve.ts';
import { announceMessage } from '../realtime/announce-message.ts';
import { presentMessage } from './present-message.ts';

/**
 * Stores a message and tells everybody who may hear of it.
 * The same message again (a retry after a lost answer) gives the stored one and tells nobody twice.
 */
export async function sendMessage(deps: Deps, caller: Caller, input: SendMessage): Promise<Message | Answer> {
  if (input.senderId && input.senderId !== caller.userId) {
    throw new AppError('forbidden', 'senderId is not the person who is signed in');
  }
  const { channelId, content, replyToId, id = uuidv7() } = input;
  const message: NewMessage = { id, channelId, content, replyToId, senderId: caller.userId };
  console.log(`📨 Saving message to channel ${channelId} request=${caller.requestId}`);
  const insertion = await insertMessage(deps.db, message).catch((error) => {
    if (isDuplicate(error, 'internal_messages_pkey')) return null;
    throw error;
  });
  return insertion ? tellStored(deps, caller, insertion) : repeatStored(deps, message);
}

async function tellStored(deps: Deps, caller: Caller, insertion: Insertion): Promise<Message | Answer> {
  if (insertion.outcome !== 'stored') throw refusal(insertion);
  const message = presentMessage(insertion.message);
  const told = await announceMessage(deps, message, insertion.audience, caller.requestId);
  return told ? message : new Answer(message, { 'x-realtime': 'deferred' });
}

async function repeatStored({ db }: Deps, sent: NewMessage): Promise<Message> {
  const stored = await findMessage(db, sent.id);
  const isSame =
    stored?.senderId === sent.senderId &&
    stored.channelId === sent.channelId &&
    stored.content === sent.content &&
    stored.replyToId === sent.replyToId;
  if (!isSame)
    throw new AppError('conflict', 'This id belongs to another message', {
      issues: [{ path: 'id', message: 'Already used' }],
    });
  return presentMessage(stored);
}

function refusal(insertion: Exclude<Insertion, { outcome: 'stored' }>): AppError {
  switch (insertion.outcome) {
    case 'no channel':
      return new AppError('not_found', 'There is no such channel');
    case 'not a member':
      return new AppError('forbidden', 'Join the channel to write there');
    case 'no parent':
      return new AppError('invalid', 'Not valid: replyToId', {
        issues: [{ path: 'replyToId', message: 'There is no such message in this channel' }],
      });
    case 'too many':
      return new AppError('rate_limited', `Too many messages at once: wait ${insertion.retryAfter} s`, {
        retryAfter: insertion.retryAfter,
      });
  }
}
